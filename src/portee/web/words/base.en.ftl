# What surrounds every page. The same messages are in base.fr.ftl, with the same variables.

skip = Skip to content
menu = Menu
notices = Please note
languages = Languages
language-fr = Français
language-en = English
foot = Portée { $version }, free software.

## When something is wrong

problem-title = This page could not answer
problem-home = Back to the first page
problem-reference = If you ask for help, give this reference: { $reference }. Nothing you entered is in it.
problem-bad_request = The request was not understood.
problem-bad_request-hint = Go back to the previous page and try again.
problem-unauthorized = You must be signed in to see this page.
problem-unauthorized-hint = Sign in, then come back here. If you had just sent a form, go back first: your text is still there, keep it.
problem-forbidden = This action is not allowed.
problem-forbidden-hint = If the page had been open for long, load it again and retry.
problem-not_found = There is nothing at this address.
problem-not_found-hint = Check the address, or start from the first page.
problem-method_not_allowed = This address does not open that way.
problem-method_not_allowed-hint = Open the page from the first page.
problem-conflict = Somebody changed the same thing meanwhile.
problem-conflict-hint = Load the page again to see how it stands; nothing was overwritten.
problem-gone = What was at this address is no longer there.
problem-gone-hint = Ask for it again from the home page.
problem-too_large = What was sent is too large.
problem-too_large-hint = Send less at a time.
problem-wrong_type = This type of content is not accepted.
problem-wrong_type-hint = Use the form of the page.
problem-invalid = An answer was not understood.
problem-invalid-hint = Go back to the form and check each answer.
problem-too_many = Too many requests in a short time.
problem-too_many-hint = Wait a minute, then try again.
problem-internal = Something went wrong on our side.
problem-internal-hint = Nothing was half-saved. Try again; if it happens again, report the reference.
problem-full = The disk of this site is full: it can keep nothing new.
problem-full-hint = What you have just sent is not kept: go back, keep your text and try again later. Whoever runs this site reads of it in its log.
problem-unavailable = The service is busy.
problem-unavailable-hint = Try again in a minute.
