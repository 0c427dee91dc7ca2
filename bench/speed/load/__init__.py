"""A whole server under load: `dermyo serve` over HTTPS as it comes, and clients with connections that stay open."""
