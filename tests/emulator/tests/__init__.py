"""Tests of the emulated AWS itself: python3 -m unittest discover -t tests/emulator tests/emulator/tests"""
