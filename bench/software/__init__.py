"""What Dermyo is built from: a page to read, and a CycloneDX bill of materials for programs."""
