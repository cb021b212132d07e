"""The operators' pages: the same people as in `sign_up`, whose first line names them.

The colleague is another operator. Laura works for a firm: she is nobody here.
"""

LINES = """
operators:sign_in          -         GET  200  200  200  302  302  302  200
operators:sign_in          -         POST 422  422  422  302  302  302  422
operators:sign_out         -         GET  in   in   200  200  200  200  in
operators:sign_out         -         POST in   in   in   in   in   in   in
operators:second_factor    -         GET  in   in   200  302  302  302  in
operators:second_factor    -         POST in   in   422  302  302  302  in
operators:account          -         GET  in   in   code 200  200  200  in
operators:account          -         POST in   in   code 405  405  405  in
operators:recovery_codes   -         GET  in   in   code 405  405  405  in
operators:recovery_codes   -         POST in   in   code 200  200  200  in
factors:proof              -         GET  in   in   code 200  200  200  in
factors:proof              -         POST in   in   code 422  422  422  in
account:others_removal     -         GET  in   in   code 405  405  405  in
account:others_removal     -         POST in   in   code 302  302  302  in
account:session_removal    tab       GET  in   in   code 405  405  405  in
account:session_removal    tab       POST in   in   code 302  302  302  in
account:session_removal    colleague POST in   in   code 404  404  404  in
operators:password         -         GET  in   in   code 200  200  200  in
operators:password         -         POST in   in   code 422  422  422  in
team:list                  -         GET  in   in   code 200  200  200  in
team:list                  -         POST in   in   code 405  405  405  in
team:new                   -         GET  in   in   code 200  403  403  in
team:new                   -         POST in   in   code 302  403  403  in
team:detail                colleague GET  in   in   code 200  200  200  in
team:detail                colleague POST in   in   code 405  405  405  in
team:detail                laura     GET  in   in   code 404  404  404  in
team:detail                laura     POST in   in   code 405  405  405  in
team:role                  colleague GET  in   in   code 200  403  403  in
team:role                  colleague POST in   in   code 302  403  403  in
team:role                  laura     GET  in   in   code 404  403  403  in
team:role                  laura     POST in   in   code 404  403  403  in
team:link                  colleague GET  in   in   code 200  403  403  in
team:link                  colleague POST in   in   code 302  403  403  in
team:link                  laura     GET  in   in   code 404  403  403  in
team:link                  laura     POST in   in   code 404  403  403  in
team:closure               colleague GET  in   in   code 200  403  403  in
team:closure               colleague POST in   in   code 302  403  403  in
team:closure               laura     GET  in   in   code 404  403  403  in
team:closure               laura     POST in   in   code 404  403  403  in
team:reopening             colleague GET  in   in   code 200  403  403  in
team:reopening             colleague POST in   in   code 409  403  403  in
team:reopening             laura     GET  in   in   code 404  403  403  in
team:reopening             laura     POST in   in   code 404  403  403  in
team:password              -         GET  200  410  410  410  410  410  410
team:password              -         POST code 410  410  410  410  410  410
team:invitation            link      GET  200  200  200  200  200  200  200
team:invitation            link      POST 302  302  302  302  302  302  302
team:invitation            no_token  GET  404  404  404  404  404  404  404
team:invitation            no_token  POST 404  404  404  404  404  404  404
plans:list                 -         GET  in   in   code 200  200  200  in
plans:list                 -         POST in   in   code 405  405  405  in
plans:new                  -         GET  in   in   code 200  403  403  in
plans:new                  -         POST in   in   code 302  403  403  in
plans:edit                 plan      GET  in   in   code 200  403  403  in
plans:edit                 plan      POST in   in   code 302  403  403  in
plans:edit                 laura     GET  in   in   code 404  403  403  in
plans:edit                 laura     POST in   in   code 404  403  403  in
plans:default              plan      GET  in   in   code 405  403  403  in
plans:default              plan      POST in   in   code 302  403  403  in
plans:default              laura     GET  in   in   code 405  403  403  in
plans:default              laura     POST in   in   code 404  403  403  in
log:list                   -         GET  in   in   code 200  200  200  in
log:list                   -         POST in   in   code 405  405  405  in
log:csv                    -         GET  in   in   code 200  200  200  in
log:csv                    -         POST in   in   code 405  405  405  in
"""
