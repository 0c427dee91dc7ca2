"""A second factor beside the password: a code that changes every half minute, from an app on one's phone."""
