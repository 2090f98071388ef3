"""Service Catalog, in place of moto's, which has neither versions nor constraints nor launches."""
