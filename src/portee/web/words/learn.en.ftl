# Learn: the territory's booklet.

page-learn = Learn
page-learn-lead = The territory's booklet: what “within reach” means, a quiz, a bad day, and sheets to print.

learn-question = What does “within reach” mean here?
learn-chapters = Read chapter by chapter
learn-take = Take the booklet with you
learn-pdf = The booklet to print (PDF)
learn-html = The booklet as one page that opens offline (HTML)
learn-file = booklet
learn-sheets = One-page sheets, without a phone
learn-sheets-lead = The essentials of a place on one sheet, with a short code to show to a counsellor.
learn-sheet-file = sheet-place
learn-sheet-pdf = The sheet as PDF
learn-back = Back to the booklet
learn-turn = Chapters
learn-before = Before: { $title }
learn-after = Next: { $title }
learn-to-quiz = To the quiz
learn-quiz-private = Nothing of what you tick is kept.
learn-mark = See the answers
learn-score = { $right ->
    [one] One right answer
   *[other] { $right } right answers
} out of { $asked }.
learn-right = – the right answer
learn-not = – your answer
learn-read = Read “{ $title }” again
learn-work = Training booklet
learn-wait = The booklet is being prepared: its figures and maps come from the data of the territory.
learn-wait-kept = It takes seconds to minutes, once for the same data. After that it opens at once.
learn-failed = The booklet could not be prepared.
learn-stopped = The preparation of the booklet was stopped.
learn-again = Try again
