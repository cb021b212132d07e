"""Second factors of a person: an app's codes, passkeys, recovery codes.

Of the libraries' own tables (otp_totp, otp_static) nothing is used: they keep seeds and
codes in clear. Their apps stay installed, because the sign-in flow imports them, and
their tables stay empty.
"""
