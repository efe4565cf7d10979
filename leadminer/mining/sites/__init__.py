"""Sites described in a file: selectors instead of code, tested by recorded pages."""
