"""Every address of both hosts, by its name: what each person is answered.

A number is the status. `in` is the way to the sign-in page, `code` that to the second
factor. `thing` says what the address is about, where it is about something; see
house.py and fronts.py. An address that is not in the table, or a line that no address
has, fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.permissions import (
    accounts,
    dates,
    documents,
    fleet,
    operate,
    requests,
    sign_up,
    stages,
    support,
    updates,
)

# Sofie is the client of the sale, Tom of the divorce. Nele is invited and holds the
# links of her mails. The stranger is the other firm's Sofie, with her cookies: equal
# key, equal address, equal password.
FIRM = f"""
name                         thing      method nele sofie tom bart laura olivia stranger

access:sign_in               -          GET    200  302   302 302  302   302    200
access:sign_in               -          POST   302  302   302 302  302   302    302
access:forgotten             -          GET    200  200   200 200  200   200    200
access:forgotten             -          POST   200  200   200 200  200   200    200
access:new_password          reset      GET    200  200   200 200  200   200    200
access:new_password          reset      POST   in   in    in  in   in    in     in
access:new_password          its_reset  GET    410  410   410 410  410   410    410
access:new_password          its_reset  POST   410  410   410 410  410   410    410
access:by_mail               -          GET    200  200   200 200  200   200    200
access:by_mail               -          POST   in   in    in  in   in    in     in
access:mailed_code           -          GET    200  in    in  in   in    in     in
access:mailed_code           -          POST   422  in    in  in   in    in     in
access:mailed_link           mailed     GET    200  200   200 200  200   200    200
access:mailed_link           mailed     POST   302  302   302 302  302   302    302
access:mailed_link           its_mailed GET    410  410   410 410  410   410    410
access:mailed_link           its_mailed POST   410  410   410 410  410   410    410
access:sign_out              -          GET    in   200   200 200  200   200    in
access:sign_out              -          POST   in   in    in  in   in    in     in
access:invitation            invitation GET    200  200   200 200  200   200    200
access:invitation            invitation POST   302  302   302 302  302   302    302
access:invitation            its_token  GET    404  404   404 404  404   404    404
access:invitation            its_token  POST   404  404   404 404  404   404    404
access:invitation_code       -          GET    200  200   200 200  200   200    200
access:invitation_code       -          POST   302  302   302 302  302   302    302
access:password              -          GET    200  302   302 302  302   302    410
access:password              -          POST   302  302   302 302  302   302    410
access:welcome               -          GET    405  405   405 405  405   405    405
access:welcome               -          POST   302  302   302 302  302   302    302
access:language              -          GET    405  405   405 405  405   405    405
access:language              -          POST   302  302   302 302  302   302    302
{accounts.LINES}
factors:list                 -        GET    in   200  200  200  200  200    in
factors:list                 -        POST   in   405  405  405  405  405    in
factors:app                  -        GET    in   200  200  200  200  200    in
factors:app                  -        POST   in   200  200  200  200  200    in
factors:app_removal          -        GET    in   405  405  405  405  405    in
factors:app_removal          -        POST   in   302  302  302  302  302    in
factors:codes                -        GET    in   405  405  405  405  405    in
factors:codes                -        POST   in   409  409  409  409  200    in
factors:passkey              -        GET    in   200  200  200  200  200    in
factors:passkey              -        POST   in   200  200  200  200  200    in
factors:passkey_removal      passkey  GET    in   405  405  405  405  405    in
factors:passkey_removal      passkey  POST   in   404  404  404  404  302    in
factors:proof                -        GET    in   200  200  200  200  200    in
factors:proof                -        POST   in   422  422  422  422  422    in
branding:theme               theme      GET    200  200   200 200  200   200    200
branding:theme               theme      POST   405  405   405 405  405   405    405

portal:home                  -          GET    in   200   200 302  302   302    in
portal:home                  -          POST   in   405   405 302  302   302    in
portal:cases:list            -          GET    in   200   200 403  403   403    in
portal:cases:list            -          POST   in   405   405 403  403   403    in
portal:cases:detail          sale       GET    in   200   404 403  403   403    in
portal:cases:detail          sale       POST   in   405   405 403  403   403    in
portal:cases:detail          theirs     GET    in   404   404 403  403   403    in
portal:history:case          sale       GET    in   200   404 403  403   403    in
portal:history:case          sale       POST   in   405   405 403  403   403    in
portal:history:case          theirs     GET    in   404   404 403  403   403    in
{documents.LINES}

desk:home                    -          GET    in   404   404 200  200   200    in
desk:home                    -          POST   in   404   404 405  405   405    in
desk:people:list             -          GET    in   404   404 200  200   200    in
desk:people:list             -          POST   in   404   404 405  405   405    in
desk:people:csv              -          GET    in   404   404 403  200   200    in
desk:people:csv              -          POST   in   404   404 403  405   405    in
desk:people:new              -          GET    in   404   404 200  200   200    in
desk:people:new              -          POST   in   404   404 302  302   302    in
desk:people:invitations      -          GET    in   404   404 200  200   200    in
desk:people:invitations      -          POST   in   404   404 302  302   302    in
desk:people:imports          -          GET    in   404   404 200  200   200    in
desk:people:imports          -          POST   in   404   404 302  302   302    in
desk:people:import           checked    GET    in   404   404 200  200   200    in
desk:people:import           checked    POST   in   404   404 405  405   405    in
desk:people:import           their_import GET  in   404   404 404  404   404    in
desk:people:import_columns   checked    GET    in   404   404 200  200   200    in
desk:people:import_columns   checked    POST   in   404   404 302  302   302    in
desk:people:import_columns   their_import POST in   404   404 404  404   404    in
desk:people:import_confirmation checked GET    in   404   404 405  405   405    in
desk:people:import_confirmation checked POST   in   404   404 302  302   302    in
desk:people:import_confirmation their_import POST in 404 404 404 404 404 in
desk:people:import_removal   checked    GET    in   404   404 405  405   405    in
desk:people:import_removal   checked    POST   in   404   404 302  302   302    in
desk:people:import_removal   their_import POST in   404   404 404  404   404    in
desk:people:import_problems  checked    GET    in   404   404 200  200   200    in
desk:people:import_problems  checked    POST   in   404   404 405  405   405    in
desk:people:import_problems  their_import GET  in   404   404 404  404   404    in
desk:people:duplicates       -          GET    in   404   404 200  200   200    in
desk:people:duplicates       -          POST   in   404   404 405  405   405    in
desk:people:merge            double     GET    in   404   404 200  200   200    in
desk:people:merge            double     POST   in   404   404 302  302   302    in
desk:people:merge            their_double POST in   404   404 404  404   404    in
desk:people:personal         sofie      GET    in   404   404 403  200   200    in
desk:people:personal         sofie      POST   in   404   404 403  405   405    in
desk:people:personal         their_nele GET    in   404   404 403  404   404    in
desk:people:personal_copies  sofie      GET    in   404   404 403  405   405    in
desk:people:personal_copies  sofie      POST   in   404   404 403  302   302    in
desk:people:personal_copies  their_nele POST   in   404   404 403  404   404    in
desk:people:personal_copy    copy       GET    in   404   404 403  200   200    in
desk:people:personal_copy    copy       POST   in   404   404 403  405   405    in
desk:people:personal_copy    their_copy GET    in   404   404 403  404   404    in
desk:people:erasure          single     GET    in   404   404 403  403   200    in
desk:people:erasure          single     POST   in   404   404 403  403   302    in
desk:people:erasure          their_nele POST   in   404   404 403  403   404    in
desk:people:detail           sofie      GET    in   404   404 200  200   200    in
desk:people:detail           sofie      POST   in   404   404 405  405   405    in
desk:people:detail           their_nele GET    in   404   404 404  404   404    in
desk:people:edit             sofie      GET    in   404   404 200  200   200    in
desk:people:edit             sofie      POST   in   404   404 302  302   302    in
desk:people:edit             their_nele POST   in   404   404 404  404   404    in
desk:people:invitation       nele       GET    in   404   404 405  405   405    in
desk:people:invitation       nele       POST   in   404   404 302  302   302    in
desk:people:invitation       their_nele POST   in   404   404 404  404   404    in
desk:people:invitation_removal nele     GET    in   404   404 405  405   405    in
desk:people:invitation_removal nele     POST   in   404   404 302  302   302    in
desk:people:invitation_removal their_nele POST in   404   404 404  404   404    in
desk:people:access_removal   nele       GET    in   404   404 405  405   405    in
desk:people:access_removal   nele       POST   in   404   404 302  302   302    in
desk:people:access_removal   their_nele POST   in   404   404 404  404   404    in
desk:people:unlocking        nele       GET    in   404   404 405  405   405    in
desk:people:unlocking        nele       POST   in   404   404 302  302   302    in
desk:people:unlocking        their_nele POST   in   404   404 404  404   404    in
desk:people:renewal          nele       GET    in   404   404 405  405   405    in
desk:people:renewal          nele       POST   in   404   404 302  302   302    in
desk:people:renewal          their_nele POST   in   404   404 404  404   404    in
desk:people:delegate_new     sofie      GET    in   404   404 200  200   200    in
desk:people:delegate_new     sofie      POST   in   404   404 302  302   302    in
desk:people:delegate_new     their_nele POST   in   404   404 404  404   404    in
desk:people:delegate         ria        GET    in   404   404 200  200   200    in
desk:people:delegate         ria        POST   in   404   404 302  302   302    in
desk:people:delegate         their_ria  POST   in   404   404 404  404   404    in
desk:people:delegate_invitation ria     GET    in   404   404 405  405   405    in
desk:people:delegate_invitation ria     POST   in   404   404 302  302   302    in
desk:people:delegate_invitation their_ria POST in   404   404 404  404   404    in
desk:people:delegate_removal ria        GET    in   404   404 405  405   405    in
desk:people:delegate_removal ria        POST   in   404   404 302  302   302    in
desk:people:delegate_removal their_ria  POST   in   404   404 404  404   404    in
desk:viewing:begin           sofie      GET    in   404   404 405  405   405    in
desk:viewing:begin           sofie      POST   in   404   404 302  302   302    in
desk:viewing:begin           their_nele POST   in   404   404 404  404   404    in
desk:viewing:begin_delegate  ria        GET    in   404   404 405  405   405    in
desk:viewing:begin_delegate  ria        POST   in   404   404 302  302   302    in
desk:viewing:begin_delegate  their_ria  POST   in   404   404 404  404   404    in
viewing:end                  -          GET    405  405   405 405  405   405    405
viewing:end                  -          POST   in   302   302 302  302   302    in
desk:cases:list              -          GET    in   404   404 200  200   200    in
desk:cases:list              -          POST   in   404   404 405  405   405    in
desk:cases:file              -          GET    in   404   404 200  200   200    in
desk:cases:file              -          POST   in   404   404 405  405   405    in
desk:cases:conflicts         -          GET    in   404   404 200  200   200    in
desk:cases:conflicts         -          POST   in   404   404 200  200   200    in
desk:cases:new               -          GET    in   404   404 200  200   200    in
desk:cases:new               -          POST   in   404   404 302  302   302    in
desk:cases:detail            sale       GET    in   404   404 200  200   200    in
desk:cases:detail            sale       POST   in   404   404 405  405   405    in
desk:cases:detail            theirs     GET    in   404   404 404  404   404    in
desk:cases:edit              sale       GET    in   404   404 200  200   200    in
desk:cases:edit              sale       POST   in   404   404 302  302   302    in
desk:cases:edit              theirs     POST   in   404   404 404  404   404    in
desk:cases:closure           sale       GET    in   404   404 200  200   200    in
desk:cases:closure           sale       POST   in   404   404 302  302   302    in
desk:cases:closure           theirs     POST   in   404   404 404  404   404    in
desk:cases:closure_removal   closed     GET    in   404   404 405  405   405    in
desk:cases:closure_removal   closed     POST   in   404   404 302  302   302    in
desk:cases:closure_removal   theirs     POST   in   404   404 404  404   404    in
desk:cases:window            closed     GET    in   404   404 200  200   200    in
desk:cases:window            closed     POST   in   404   404 302  302   302    in
desk:cases:window            theirs     POST   in   404   404 404  404   404    in
desk:cases:hold              sale       GET    in   404   404 403  200   200    in
desk:cases:hold              sale       POST   in   404   404 403  302   302    in
desk:cases:hold              theirs     POST   in   404   404 403  404   404    in
desk:cases:hold_removal      held       GET    in   404   404 403  405   405    in
desk:cases:hold_removal      held       POST   in   404   404 403  302   302    in
desk:cases:hold_removal      theirs     POST   in   404   404 403  404   404    in
desk:cases:members           sale       GET    in   404   404 403  200   200    in
desk:cases:members           sale       POST   in   404   404 403  302   302    in
desk:cases:members           theirs     POST   in   404   404 403  404   404    in
desk:cases:sections          sale       GET    in   404   404 200  200   200    in
desk:cases:sections          sale       POST   in   404   404 302  302   302    in
desk:cases:sections          theirs     POST   in   404   404 404  404   404    in
desk:cases:parties           sale       GET    in   404   404 302  302   302    in
desk:cases:parties           sale       POST   in   404   404 302  302   302    in
desk:cases:parties           theirs     POST   in   404   404 404  404   404    in
desk:cases:party             opponent   GET    in   404   404 200  200   200    in
desk:cases:party             opponent   POST   in   404   404 302  302   302    in
desk:cases:party             its_party  POST   in   404   404 404  404   404    in
desk:cases:party_removal     opponent   GET    in   404   404 405  405   405    in
desk:cases:party_removal     opponent   POST   in   404   404 302  302   302    in
desk:cases:party_removal     its_party  POST   in   404   404 404  404   404    in

desk:history:list            -          GET    in   404   404 403  200   200    in
desk:history:list            -          POST   in   404   404 403  405   405    in
desk:history:csv             -          GET    in   404   404 403  403   200    in
desk:history:csv             -          POST   in   404   404 403  403   405    in
desk:history:term            -          GET    in   404   404 403  200   200    in
desk:history:term            -          POST   in   404   404 403  405   405    in
desk:history:term_change     -          GET    in   404   404 403  403   200    in
desk:history:term_change     -          POST   in   404   404 403  403   302    in
desk:history:term_withdrawal -          GET    in   404   404 403  403   405    in
desk:history:term_withdrawal -          POST   in   404   404 403  403   302    in
desk:settings:home           -          GET    in   404   404 200  200   200    in
desk:settings:home           -          POST   in   404   404 405  405   405    in
desk:case_settings:home      -          GET    in   404   404 200  200   200    in
desk:case_settings:home      -          POST   in   404   404 405  405   405    in
desk:case_settings:numbering -          GET    in   404   404 403  403   200    in
desk:case_settings:numbering -          POST   in   404   404 403  403   302    in
desk:case_settings:keeping   -          GET    in   404   404 403  403   200    in
desk:case_settings:keeping   -          POST   in   404   404 403  403   302    in
desk:case_settings:area_new  -          GET    in   404   404 403  403   200    in
desk:case_settings:area_new  -          POST   in   404   404 403  403   302    in
desk:case_settings:area      area       GET    in   404   404 403  403   200    in
desk:case_settings:area      area       POST   in   404   404 403  403   302    in
desk:case_settings:area      their_area POST   in   404   404 403  403   404    in
desk:case_settings:words     -          GET    in   404   404 403  403   200    in
desk:case_settings:words     -          POST   in   404   404 403  403   302    in
{stages.LINES}
{updates.LINES}
{requests.LINES}
{dates.LINES}
desk:security:access         -          GET    in   404   404 403  200   200    in
desk:security:access         -          POST   in   404   404 403  405   405    in
desk:security:access_change  -          GET    in   404   404 403  403   302    in
desk:security:access_change  -          POST   in   404   404 403  403   302    in
desk:security:rules          -          GET    in   404   404 403  200   200    in
desk:security:rules          -          POST   in   404   404 403  405   405    in
desk:security:rules_change   -          GET    in   404   404 403  403   302    in
desk:security:rules_change   -          POST   in   404   404 403  403   302    in
desk:security:networks       -          GET    in   404   404 403  200   200    in
desk:security:networks       -          POST   in   404   404 403  405   405    in
desk:security:network_new    -          GET    in   404   404 403  403   302    in
desk:security:network_new    -          POST   in   404   404 403  403   302    in
desk:security:network_removal network   GET    in   404   404 403  403   405    in
desk:security:network_removal network   POST   in   404   404 403  403   302    in
desk:security:network_removal their_network POST in 404   404 403  403   404    in
desk:security:roles          -          GET    in   404   404 200  200   200    in
desk:security:roles          -          POST   in   404   404 405  405   405    in
desk:addresses:list          -          GET    in   404   404 200  200   200    in
desk:addresses:list          -          POST   in   404   404 405  405   405    in
desk:addresses:new           -          GET    in   404   404 403  403   200    in
desk:addresses:new           -          POST   in   404   404 403  403   302    in
desk:addresses:platform_primary - GET          in   404   404 403  403   405    in
desk:addresses:platform_primary - POST         in   404   404 403  403   302    in
desk:addresses:detail        address    GET    in   404   404 200  200   200    in
desk:addresses:detail        address    POST   in   404   404 405  405   405    in
desk:addresses:detail        their_address GET in   404   404 404  404   404    in
desk:addresses:standing      address    GET    in   404   404 200  200   200    in
desk:addresses:standing      address    POST   in   404   404 405  405   405    in
desk:addresses:standing      their_address GET in   404   404 404  404   404    in
desk:addresses:look          address    GET    in   404   404 403  403   405    in
desk:addresses:look          address    POST   in   404   404 403  403   200    in
desk:addresses:look          their_address POST in  404   404 403  403   404    in
desk:addresses:check         address    GET    in   404   404 403  403   405    in
desk:addresses:check         address    POST   in   404   404 403  403   302    in
desk:addresses:check         their_address POST in  404   404 403  403   404    in
desk:addresses:removal       address    GET    in   404   404 403  403   200    in
desk:addresses:removal       address    POST   in   404   404 403  403   302    in
desk:addresses:removal       their_address POST in  404   404 403  403   404    in
desk:addresses:primary       address    GET    in   404   404 403  403   405    in
desk:addresses:primary       address    POST   in   404   404 403  403   302    in
desk:addresses:primary       their_address POST in  404   404 403  403   404    in

support:entry                -          GET    405  405   405 405  405   405    405
support:entry                -          POST   302  302   302 302  302   302    302
desk:support:home            -          GET    in   404   404 200  200   200    in
desk:support:home            -          POST   in   404   404 405  405   405    in
desk:support:grant           asked      GET    in   404   404 403  403   405    in
desk:support:grant           asked      POST   in   404   404 403  403   302    in
desk:support:grant           their_visit POST  in   404   404 403  403   404    in
desk:support:refusal         asked      GET    in   404   404 403  403   405    in
desk:support:refusal         asked      POST   in   404   404 403  403   302    in
desk:support:refusal         their_visit POST  in   404   404 403  403   404    in
desk:support:end             visit      GET    in   404   404 403  403   405    in
desk:support:end             visit      POST   in   404   404 403  403   302    in
desk:support:end             their_visit POST  in   404   404 403  403   404    in
desk:support:recovery_stop   notice     GET    in   404   404 403  405   405    in
desk:support:recovery_stop   notice     POST   in   404   404 403  302   302    in
desk:support:recovery_stop   no_notice  POST   in   404   404 403  404   404    in
desk:support:departure       -          GET    in   404   404 403  403   403    in
desk:support:departure       -          POST   in   404   404 403  403   403    in

desk:staff:list              -          GET    in   404   404 200  200   200    in
desk:staff:list              -          POST   in   404   404 405  405   405    in
desk:staff:new               -          GET    in   404   404 403  403   200    in
desk:staff:new               -          POST   in   404   404 403  403   302    in
desk:staff:role              bart       GET    in   404   404 403  403   200    in
desk:staff:role              bart       POST   in   404   404 403  403   302    in
desk:staff:role              their_colleague POST in 404  404 403  403   404    in
desk:staff:renewal           bart       GET    in   404   404 403  403   200    in
desk:staff:renewal           bart       POST   in   404   404 403  403   302    in
desk:staff:renewal           their_colleague POST in 404  404 403  403   404    in
desk:staff:invitation        nora       GET    in   404   404 403  403   405    in
desk:staff:invitation        nora       POST   in   404   404 403  403   302    in
desk:staff:invitation        their_colleague POST in 404  404 403  403   404    in
desk:staff:closure           bart       GET    in   404   404 403  403   200    in
desk:staff:closure           bart       POST   in   404   404 403  403   302    in
desk:staff:closure           their_colleague POST in 404  404 403  403   404    in
desk:staff:closure_removal   gone       GET    in   404   404 403  403   405    in
desk:staff:closure_removal   gone       POST   in   404   404 403  403   302    in
desk:staff:closure_removal   their_colleague POST in 404  404 403  403   404    in

desk:subscription:plan       -          GET    in   404   404 200  200   200    in
desk:subscription:plan       -          POST   in   404   404 405  405   405    in
desk:subscription:data       -          GET    in   404   404 403  403   200    in
desk:subscription:data       -          POST   in   404   404 403  403   405    in
desk:subscription:exports    -          GET    in   404   404 403  403   405    in
desk:subscription:exports    -          POST   in   404   404 403  403   302    in
desk:subscription:file       export     GET    in   404   404 403  403   200    in
desk:subscription:file       export     POST   in   404   404 403  403   405    in
desk:subscription:file       their_export GET  in   404   404 403  403   404    in
desk:subscription:closing    -          GET    in   404   404 403  403   200    in
desk:subscription:closing    -          POST   in   404   404 403  403   302    in
"""

# Signing up, and the operators' pages: each in a file of its own.
PLATFORM = f"""
{sign_up.LINES}
{operate.LINES}
{support.LINES}
{fleet.LINES}
"""

# Operators whom an owner let in, to read the desk or to help with the settings. What is
# not here is refused them, whatever is added to the desk.
GUESTS = f"""
name                         thing      method reader setter

access:sign_in               -          GET    302    302
access:sign_in               -          POST   302    302
access:forgotten             -          GET    200    200
access:forgotten             -          POST   200    200
access:new_password          reset      GET    200    200
access:new_password          reset      POST   in     in
access:by_mail               -          GET    200    200
access:by_mail               -          POST   in     in
access:mailed_code           -          GET    in     in
access:mailed_code           -          POST   in     in
access:mailed_link           mailed     GET    200    200
access:mailed_link           mailed     POST   302    302
access:sign_out              -          GET    200    200
access:sign_out              -          POST   in     in
access:invitation            invitation GET    200    200
access:invitation            invitation POST   302    302
access:invitation_code       -          GET    200    200
access:invitation_code       -          POST   302    302
access:password              -          GET    302    302
access:password              -          POST   302    302
access:welcome               -          POST   302    302
access:language              -          POST   302    302
{accounts.GUESTS}
{dates.GUESTS}
{documents.GUESTS}
branding:theme               theme      GET    200    200
support:entry                -          POST   302    302
viewing:end                  -          POST   302    302
portal:home                  -          GET    302    302
portal:home                  -          POST   302    302
desk:home                    -          GET    200    403
desk:people:list             -          GET    200    403
desk:people:detail           sofie      GET    200    403
desk:cases:list              -          GET    200    403
desk:cases:conflicts         -          GET    403    403
desk:case_settings:home      -          GET    200    200
desk:stages:list             -          GET    200    200
desk:progress:stage          sale       POST   403    403
{updates.GUESTS}
{requests.GUESTS}
desk:case_settings:words     -          GET    403    403
desk:cases:detail            sale       GET    200    403
desk:settings:home           -          GET    200    200
desk:support:home            -          GET    200    200
desk:support:departure       -          POST   200    200
desk:staff:list              -          GET    200    200
desk:subscription:plan       -          GET    200    200
desk:addresses:list          -          GET    200    200
desk:addresses:new           -          GET    403    200
desk:security:access         -          GET    200    200
desk:security:access_change  -          POST   403    403
desk:security:rules          -          GET    200    200
desk:security:rules_change   -          POST   403    403
desk:security:networks       -          GET    200    200
desk:security:network_new    -          POST   403    403
desk:security:network_removal network   POST   403    403
desk:security:roles          -          GET    200    200
desk:addresses:new           -          POST   403    302
desk:addresses:platform_primary - POST         403    302
desk:addresses:detail        address    GET    200    200
desk:addresses:standing      address    GET    200    200
desk:addresses:look          address    POST   403    200
desk:addresses:check         address    POST   403    302
desk:addresses:removal       address    GET    403    200
desk:addresses:removal       address    POST   403    302
desk:addresses:primary       address    POST   403    302
"""

# A form on another host posts here; what it proves itself with is a one-time token.
WITHOUT_CSRF = {"access:welcome", "support:entry"}


@dataclass(frozen=True)
class Line:
    """One line: an address, a method, and the answer for each person."""

    name: str
    thing: str
    method: str
    answers: dict[str, str] = field(compare=False)

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.thing}"

    @property
    def admitted(self) -> list[str]:
        """Those who get something: a page, or a redirect other than to sign-in."""
        return [who for who, answer in self.answers.items() if answer[0] in "23"]


def lines(table: str) -> list[Line]:
    """The lines of a table."""
    head, *rows = (row.split() for row in table.strip().splitlines() if row)
    return [
        Line(name, thing, method, dict(zip(head[3:], answers, strict=True)))
        for name, thing, method, *answers in rows
    ]
