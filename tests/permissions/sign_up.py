"""The platform's pages for everybody.

The applicant has signed up and confirmed in this browser; anybody has not. Operators
are signed in, `halfway` with the password only. The owner is a firm's, with her cookies
of the firm's host.
"""

LINES = """
name thing method anybody applicant halfway admin support auditor owner

signup:landing             -         GET  200  200  200  200  200  200  200
signup:landing             -         POST 405  405  405  405  405  405  405
signup:start               -         GET  200  200  200  200  200  200  200
signup:start               -         POST 302  302  302  302  302  302  302
signup:sent                -         GET  302  200  302  302  302  302  302
signup:sent                -         POST 405  405  405  405  405  405  405
signup:confirm             wish      GET  200  200  200  200  200  200  200
signup:confirm             wish      POST 302  302  302  302  302  302  302
signup:confirm             no_token  GET  404  404  404  404  404  404  404
signup:confirm             no_token  POST 404  404  404  404  404  404  404
signup:progress            -         GET  302  200  302  302  302  302  302
signup:progress            -         POST 405  405  405  405  405  405  405
signup:terms               -         GET  200  200  200  200  200  200  200
signup:terms               -         POST 405  405  405  405  405  405  405
signup:terms               text      GET  200  200  200  200  200  200  200
signup:processor_agreement -         GET  200  200  200  200  200  200  200
signup:processor_agreement -         POST 405  405  405  405  405  405  405
signup:processor_agreement text      GET  200  200  200  200  200  200  200
signup:check               -         GET  200  200  200  200  200  200  200
signup:check               -         POST 405  405  405  405  405  405  405
signup:progress_state      -         GET  404  200  404  404  404  404  404
signup:progress_state      -         POST 405  405  405  405  405  405  405
language                   -         GET  405  405  405  405  405  405  405
language                   -         POST 302  302  302  302  302  302  302
healthz                    -         GET  200  200  200  200  200  200  200
healthz                    -         POST 405  405  405  405  405  405  405
"""
