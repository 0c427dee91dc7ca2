"""What holds for every request: who asks, security headers, compression, static files, errors."""
