"""The register of people over all documents: who is the same, who is not, and what users decided about it."""
