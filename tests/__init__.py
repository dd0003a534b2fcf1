"""The promises Vigie keeps, one a test."""
