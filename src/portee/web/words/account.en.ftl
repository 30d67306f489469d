# Accounts, long work and administration. The same messages are in account.fr.ftl, with the same variables.

account-yes = yes
account-no = no
account-save = Save
page-account = My account

role-visitor = visiting
role-contributor = contributing
role-reviewer = reviewing
role-manager = managing the territory
role-administrator = administration

account-title = My account
account-sign-in = Sign in
account-why = An account is only needed to contribute to the commons or to start long computations. All the rest can be read without.
account-by-password = With a password
account-by-link = With a link by e-mail
account-by-link-lead = Without a password, or to make an account: we send a link that works once.
account-by-provider = With another service
account-by-provider-go = Sign in with your organisation's account
account-no-letters = This site sends no e-mail. To get an account, ask whoever runs the site.
account-email = E-mail address
account-password = Password
account-send-link = Send me a link
account-no-email = Write an address such as name@example.org.
account-wrong = The address and the password do not go together.
account-cookie = A cookie keeps you signed in for 14 days at most; it goes when you sign out. Nothing is told to other sites.
account-hello = Hello { $name }. Your role: { $role }.
account-feed = Feed (Atom) of my finished computations, for a feed reader
account-sign-out = Sign out
account-kept = What is kept about you
account-kept-caption = Your account
account-name = Name shown
account-name-hint = It is what others see; a pseudonym will do.
account-name-problem = Write a name of 1 to 80 characters.
account-language = Language of letters
account-has-password = Password
account-since = Account opened on
account-sessions = Open sessions
account-change = Change my name, language or password
account-name-language = Name and language
account-old = Present password
account-old-problem = This is not your present password.
account-new = New password
account-new-hint = At least { $shortest } characters. Three or four words that only you put together are easy to remember.
account-new-problem = Choose { $shortest } to { $longest } characters, not too easy to guess.
account-set-password = Change the password
account-back = Back to my account
account-export = Download my data
account-export-lead = All that this site keeps about you, in a file that other programs can read (JSON).
account-erase = Erase my account
account-erase-lead = Your address, sessions, drafts and reports are erased for good.
account-erase-stays = What you have published in the commons stays under the name shown: it is a contribution under a free licence. The log keeps what was done, without saying by whom.
account-erase-backups = Backups of the site may keep your data until they are replaced.
account-erase-sure = I understand, erase my account.
account-erase-unsure = Tick the box to confirm; nothing was erased.
account-erase-last = You are the last to administer this site: name somebody else first.
account-erased = Account erased
account-erased-lead = Your account and your data are erased. The site stays open to read.

link-ready = You are about to sign in as { $email }.
link-new = { $email } has no account yet. Choose a name to make one.
link-make = Make my account
link-sent = Look at your mail
link-sent-lead = If { $email } may sign in here, a link is on its way. It works once, for 30 minutes.
link-sent-not = Nothing comes? Look among the junk, then ask for another link.
provider-old = This sign-in has waited too long
provider-old-lead = It must end within ten minutes, in the browser in which it began. Begin again.
link-old = This link no longer works
link-old-lead = It was used already, or is more than 30 minutes old.
link-again = Ask for another link

letter-link-subject = Your sign-in link
letter-link = To sign in to Portée ({ $territory }), open this address within 30 minutes:
letter-foot = If you asked for nothing, do nothing: nobody can sign in without this link.

feed-title = Finished computations – { $territory }
work-title = My computations
work-count = { $count ->
    [0] You have started no computation.
    [one] You have started one computation.
   *[other] You have started { $count } computations.
 }
work-caption = Newest first
work-what = Computation
work-state = State
work-asked = Asked on (local time)
work-state-queued = Waiting
work-state-running = Under way
work-state-done = Done
work-state-failed = Did not succeed
work-state-cancelled = Stopped
work-cancelling = asked to stop
work-ahead = { $count ->
    [0] It is the next one.
    [one] One computation comes before.
   *[other] { $count } computations come before.
 }
work-far = Progress
work-step-reach = Travel times
work-step-homes = Homes, one after the other
work-step-ways = Ways of getting there
work-step-ways-walk = Ways on foot
work-step-ways-bicycle = Ways by bicycle
work-step-ways-e-scooter = Ways by scooter
work-step-ways-car = Ways by car
work-step-ridden = Kilometres by public transport
work-step-sensitivity = What the assumptions change
work-step-hub-simulation = A year of the hub, simulated several times
work-step-hubs = Reading the hubs
work-step-rounds = Rounds
work-step-portrait = Moments of the week, one after the other
work-step-booklet = Figures of the booklet
work-step-verify-evidence = Evidence, one by one
work-step-upload = Reading the file
work-files = Files
work-result = The result, for programs (JSON)
work-forgotten = This work is no longer kept
work-forgotten-lead = Who asked for what is forgotten { $days } days after the work has ended. Ask for it again: if nothing has changed since, the answer is there at once.
work-forgotten-again = Ask for it again
work-gone = The result was erased since to make room. Start the computation again.
work-followed = This page follows the computation. You may close it: it goes on.
work-reload = This page loads itself again. You may close it: the computation goes on.
work-wrong-english = This work did not succeed. The reason is in English:
work-cancel = Stop this computation

admin-title = Run the site
admin-waiting = { $reports ->
    [0] No report
    [one] One report
   *[other] { $reports } reports
 } and { $drafts ->
    [0] no proposal
    [one] one proposal
   *[other] { $drafts } proposals
 } to read.
admin-also-reports = { $reports ->
    [one] One report waits to be read too.
   *[other] { $reports } reports wait to be read too.
 }
admin-moderation = Reports to read
admin-audit = Log
admin-scenarios = Bad days and projects
admin-scenarios-lead = What the page of the territory counts: bad days, and projects year by year. A scenario of the page “What if” is sent as it is.
admin-scenarios-bad-days = Bad days
admin-scenarios-projects = Dated projects
admin-scenarios-none = No file.
admin-scenarios-unreadable = this file can no longer be read
admin-scenarios-changes = { $count ->
    [one] one change
   *[other] { $count } changes
 }
admin-scenarios-remove = Take away
admin-scenarios-send = Send a file
admin-scenarios-refused = This file is not taken: nothing was changed.
admin-scenarios-fits = This file fits this territory. It will be called “{ $name }”. Nothing is kept yet.
admin-scenarios-which = Where does it go?
admin-scenarios-name = Short name
admin-scenarios-name-hint = Leave it empty to take the name of the scenario.
admin-scenarios-file = Scenario file (YAML)
admin-scenarios-file-hint = At most { $size } kB, at most { $most } files of each sort. In a project each change has a date: from (opening) or until (closing).
admin-scenarios-kept = The file that you sent is kept in this form; another replaces it.
admin-scenarios-instead = Replace the one of that name
admin-scenarios-check = Check
admin-scenarios-keep = Check and keep
admin-people = Accounts and roles
admin-people-count = { $count ->
    [one] One account.
   *[other] { $count } accounts.
 }
admin-search = Name or address
admin-find = Search
admin-role = Role
admin-give = Give this role
admin-disable = Shut out
admin-enable = Let in again
admin-disabled = shut out
admin-last = This is the last one to administer: name somebody else first.
admin-before = Page before
admin-after = Next page
admin-audit-count = { $count ->
    [one] One line.
   *[other] { $count } lines.
 }
admin-audit-kept = Kept for a year. It says who did what with which right, never what was read.
admin-audit-caption = Newest first, in local time
admin-when = When
admin-who = Who
admin-what = What
admin-on = On
admin-moderation-count = { $count ->
    [0] Nothing waits.
    [one] One report waits.
   *[other] { $count } reports wait.
 }
admin-moderation-lead = Published, a report is public with its text. The place of a pain appears only moved, and among 11 people or more: you do not see it either. Refuse what tells who somebody is, and repeated reports: without an account, each report counts as one person. Your decision is written in the log.
