"""A failure of every resource, in every operation, and the way out of it that the product documents.

    EDGE_CASES=all dotnet test --project tests/EdgeCdk.Deployment.Tests -- --filter-class '*FaultTable*'

That writes the templates and runs this package: `python3 tests/emulator/fault_table <directory with the templates> ...`.
"""
