"""What an account signs in with besides its password."""
