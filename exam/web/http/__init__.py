"""What applies to every request: the account, security headers, compression, static files, errors."""
