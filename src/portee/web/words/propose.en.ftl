# Proposing a record of the commons, and reviewing it. The same messages are in propose.fr.ftl.

page-propose = Contribute
page-propose-lead = Propose a record to the commons, or correct one that is there.
propose-title = What would you bring to the commons?
propose-lead = You fill in a record, somebody else reviews it, then everybody can read and reuse it.
propose-sign-in = To propose, you need an account: the name of your choice signs the record, your address never enters it.
propose-not-yet = Your account may not propose yet. Ask whoever runs the site for that right.
propose-no-commons = This site has no commons.
propose-mine = My proposals
propose-new = A new record
propose-what = In a few words, what is it about?
propose-what-hint = For example: "Work that starts before the first bus".
propose-kind = It is…
propose-begin = Begin the record
propose-change = Propose a change
propose-change-lead = You will change a copy of this record. Nothing changes before somebody else has reviewed it.
propose-too-many = You have too many proposals under way: finish some, or delete some.
propose-title-wrong = Choose a kind of record and give it a title of a few words.
propose-there-already = There is a record of that name: propose a change to it, or choose another title.
propose-no-record = There is no such record, or it is not changed by a form.
propose-required = required
propose-one-a-line = One value a line.
propose-yaml = As YAML (keys and values, one a line); leave it empty if you do not know.
propose-reference = The address of a record, such as { $type }/name. One a line where there are several.
propose-yes = Yes
propose-no = No
propose-body = Free text
propose-body-hint = What the fields do not say. Simple Markdown: paragraphs, lists, links.
propose-note = Why this change?
propose-note-hint = A sentence, for whoever reviews and for the history.
propose-author = Signed
propose-author-hint = A name of your choice. It is public and stays so.
propose-save = Save
propose-save-check = Check and send
propose-save-hint = Saving also adds an empty line to each list. Only you see your draft.
propose-delete = Delete the draft
propose-take-back = Take it back to change it
propose-see = Read the record
propose-all = All my proposals
propose-edit-again = Back to the form
propose-two-windows = This proposal changed meanwhile, perhaps in another window. What you just typed is below; saving again replaces what was there.
propose-name-wrong = The signature cannot hold @, < or >, and all of it must not be too long. Nothing is lost.
propose-waits = This proposal waits for its review. Take it back first to change it.
propose-checked = { $count ->
    [0] The check finds nothing wrong.
    [one] The check finds one thing to mend.
   *[other] The check finds { $count } things to mend.
 }
propose-remark-of-reviewer = Remark of the review
propose-state-writing = Draft: only you see it.
propose-state-submitted = Sent: it waits for its review.
propose-state-accepted = Accepted: the record is in the commons.
propose-state-refused = Refused. You may take it up again.
propose-state-returned = To be completed: read the remark, then send it again.
draft-writing = Draft
draft-submitted = In review
draft-accepted = Accepted
draft-refused = Refused
draft-returned = To complete
propose-send-title = Send for review
propose-changes = { $count ->
    [0] Nothing changes.
    [one] One field changes.
   *[other] { $count } fields change.
 }
propose-licence = Licence
propose-licence-lead = Once accepted, the record is public, signed "{ $author }", and everybody may reuse it if they cite it and share alike:
propose-licence-agree = I have the right to share this text, and agree that it is published under this licence.
propose-consent-needed = Tick the box to send; your draft is kept.
propose-send = Send

## Reviewing

page-review = Review
page-review-lead = Accept, refuse or give back what others propose; for reviewers.
review-title = What is there to review?
review-count = { $count ->
    [0] Nothing waits.
    [one] One proposal waits.
   *[other] { $count } proposals wait.
 }
review-since = since { $day }
review-by = by { $author }
review-new = New record
review-change = Change
review-own = This is your own proposal: somebody else must review it.
review-decide = Your decision
review-status = If you accept it, the record becomes
review-reviewed = Reviewed
review-published = Published (sources are required)
review-reason = Reason
review-reason-hint = Required to refuse or to ask for more. The person will read it.
review-reason-needed = Say why, in a sentence.
review-accept = Accept
review-return = Ask for more
review-refuse = Refuse
review-telling = Take care: a text seems to hold something that would tell who somebody is. Read it again before you accept.
review-late = Somebody else dealt with this proposal already, or its author took it back. Nothing of your decision is saved; here is where it stands. Your text is kept below.
review-clash = The record changed in the commons since this proposal was written. Ask for more: the author will start from the present record.
review-not-sound = The check finds something to mend: the proposal is not accepted.
review-done = Dealt with.
review-talk = Discussion
review-talk-none = Nobody has written yet.
review-say = Your message
review-say-hint = Read by the author and by reviewers; neither public nor in the commons.
review-send = Send the message
review-message-wrong = The message must have from 1 to 5,000 signs.
review-credits = Who contributed
review-credits-lead = Names that people chose for themselves.
review-credits-name = Name
review-credits-changes = Accepted changes
review-credits-reviews = Reviews
review-credits-count = { $count ->
    [0] Nobody has contributed yet.
    [one] One person contributed to this commons.
   *[other] { $count } people contributed to this commons.
 }
