# Reading the commons: its matrix, its records, their versions. The same messages are in commons.fr.ftl.

page-commons = Commons
page-commons-lead = Needs, solutions, practices and evidence, to read, to check and to take up.

commons-rooms = Pages of the commons
commons-room-home = Overview
commons-room-matrix = Matrix
commons-room-matrix-lead = For each need, which solutions, with which advice.
commons-room-changes = News
commons-find = Search the commons
commons-find-go = Search
commons-feed = Feed of news (Atom)
commons-none = This territory has no commons yet.
commons-none-hint = Whoever runs this site can begin one: “portee commons init”, then name it in workspace.yaml.

commons-question = What is known already, and what does it rest on?
commons-answer = { $needs ->
    [one] One need
   *[other] { $needs } needs
  }, { $solutions ->
    [one] one solution
   *[other] { $solutions } solutions
  }: the matrix joins them in { $cells ->
    [one] one cell
   *[other] { $cells } cells
  }, with { $practices ->
    [one] one practice
   *[other] { $practices } practices
  } and { $evidence ->
    [one] one piece of evidence
   *[other] { $evidence } pieces of evidence
  }.
commons-state = Last changed on { $day }. { $total ->
    [one] One record
   *[other] { $total } records
  }, { $unreviewed } of which nobody has reviewed yet: they say so.
commons-unreadable = { $count ->
    [one] One record cannot be read: it is not shown.
   *[other] { $count } records cannot be read: they are not shown.
  }
commons-kinds = All records, by type
commons-latest = Records changed last
commons-all-changes = All news

## The matrix

commons-matrix-question = Which solutions for which needs?
commons-matrix-empty = The matrix of this commons has no cell yet.
commons-matrix-answer = { $shown ->
    [one] One cell
   *[other] { $shown } cells
  } out of { $total }: { $needs ->
    [one] one need
   *[other] { $needs } needs
  }, { $solutions ->
    [one] one solution
   *[other] { $solutions } solutions
  }.
commons-matrix-nothing = No cell fits these filters, out of { $total }.
commons-matrix-table = Matrix, to be scrolled
commons-matrix-caption = An empty cell: nobody has written yet whether the solution answers the need.
commons-matrix-levels = The level says what is done today: 0 nothing, 1 informed, 2 offered, 3 fitted to the people concerned, 4 run with them.
commons-need = Need
commons-level = Level { $level }: { $words }
commons-contested = contested
commons-filters = Filter
commons-filter-all = All
commons-filter-territory = Territory
commons-filter-advice = Advice
commons-filter-least = Level, at least
commons-filter-level = { $level }: { $words }
commons-filter-status = Status of the record
commons-filter-part = Asks something of
commons-filter-type = Type of record
commons-filter-words = Words
commons-filter-go = Show
commons-filter-clear = Show everything
commons-filter-unknown = There is no such choice: it is left out.
commons-filter-long = This is too long: only its beginning is looked for.

## Search, list

commons-search-question = What are you looking for?
commons-search-answer = { $count ->
    [0] No record holds “{ $words }”.
    [one] One record holds “{ $words }”.
   *[other] { $count } records hold “{ $words }”.
  }
commons-list-answer = { $count ->
    [0] No record.
    [one] One record.
   *[other] { $count } records.
  }
commons-search-more = Only the first { $most } are shown: add a word.
commons-search-nothing = Try one word less, a more common word, or take a filter away.
commons-no-record = There is no record at this address.
commons-no-record-hint = Its name may have changed. Search for its words from the page of the commons.

## Versions

commons-history = History of the record
commons-history-question = Who wrote this record, and what has changed?
commons-history-answer = { $count ->
    [one] One version.
   *[other] { $count } versions, the newest first.
  }
commons-version = On { $day } at { $time } (UTC), by { $author }, version { $commit }
commons-history-see = See what this version changed
commons-diff = What has changed
commons-diff-old = Compare from
commons-diff-new = to
commons-diff-go = Compare
commons-diff-first = First version: { $count ->
    [one] one field.
   *[other] { $count } fields.
  }
commons-diff-answer = { $count ->
    [0] Nothing has changed between these two versions.
    [one] One field has changed.
   *[other] { $count } fields have changed.
  }
commons-diff-between = From version { $old } to version { $new }.
commons-diff-at = Version { $new }.
commons-diff-legend = What came in is underlined, what went out is struck through.
commons-diff-in = Added:
commons-diff-out = Taken out:
commons-no-version = There is no such version in the history of the commons.
commons-no-version-hint = Choose one from the history of the record.
commons-changes-question = What is new?
commons-changes-answer = { $count ->
    [one] One version of the commons, of { $day }.
   *[other] { $count } versions of the commons, the last one of { $day }.
  }
commons-versions = Versions of the commons
