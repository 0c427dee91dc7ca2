"""What is stored: accounts, and examinations as logs of answers. The only package that imports sqlalchemy."""
