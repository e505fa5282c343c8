"""The document of a product: everything a list, a comparison, the API shows of it."""
