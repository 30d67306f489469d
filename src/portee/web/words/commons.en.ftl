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
commons-take-part = Take part
commons-propose-change = Propose a change to this record
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
commons-version = On { $moment }, by { $author }, version { $commit }
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

## Practices

commons-room-practices = Practices
commons-room-practices-lead = What others have done, where, with which results.
commons-practices-question = Who has done what already, and where?
commons-practices-answer = { $count ->
    [0] No practice fits these filters.
    [one] One practice.
   *[other] { $count } practices, in { $countries ->
        [one] one country
       *[other] { $countries } countries
      }.
  }
commons-practices-list = The same as a list
commons-filter-solution = Solution
commons-filter-country = Country
commons-filter-country-hint = Code of two letters (ISO 3166-1).
commons-filter-grade = Grade of the evidence
commons-filter-state = How far it is
commons-grade = Grade of the evidence { $words }.
commons-not-placed = (without a mark on the map)
commons-map-europe = Practices in Western Europe
commons-map-world = Practices elsewhere in the world
commons-map-method = Each number leads to the list. Marks are within some ten kilometres, coasts are sketched by hand. { $unplaced ->
    [0] Every practice has a mark.
    [one] One practice of a whole country or an unknown place has no mark.
   *[other] { $unplaced } practices of a whole country or an unknown place have no mark.
  }

## Territories like mine

commons-room-alike = Territories like mine
commons-room-alike-lead = What could work where you are, and why.
commons-alike-question = What could work here too?
commons-alike-none = This commons describes no territory yet.
commons-alike-answer = { $count ->
    [0] No practice
    [one] One practice
   *[other] { $count } practices
  } out of { $total } could fit; the others lack a condition that must be there.
commons-alike-territory = Territory
commons-alike-code = Code of a priority neighbourhood
commons-alike-code-hint = Such as QP013001 (2015) or QN01313M (2024), as the register has it.
commons-code-unknown = This code is not in the register of this site.
commons-may-work = Practices for
commons-may-method = From 0 (a condition that must be there is missing) to 1 (the same context, all conditions met, the best evidence). The interval widens with what is not known. It is no probability.
commons-between = from { $low } to { $high }
commons-missing = Missing: { $conditions }
commons-why = Why?
commons-why-likeness = Likeness of the places: { $range }; { $known }% of what the result depends on is known of both.
commons-why-driver = { $name }, weight { $weight }
commons-why-conditions = Conditions: { $range }.
commons-why-not-told = Nobody has told whether these conditions are met here: { $conditions }
commons-why-evidence = Grade of the evidence { $grade }: factor { $factor }.
commons-skipped = { $count ->
    [one] One practice does not say what its result depends on: it is not compared.
   *[other] { $count } practices do not say what their result depends on: they are not compared.
  }
commons-like = Territories of this commons that are like it
commons-like-none = No other territory of this commons is known well enough to be compared.
commons-distance = Distance { $distance } (between { $low } and { $high }), from 0 for alike to 1; { $known }% of what counts is known of both.
commons-near = Close: { $reasons }
commons-far = Different: { $reasons }
commons-national = In the register of neighbourhoods ({ $count })
commons-national-of = The most like { $label }
commons-national-ask = Give the code of a neighbourhood to see those that are like it.

## Reuse

commons-room-reuse = Reuse
commons-reuse-question = How can this commons be reused?
commons-reuse-answer = All of it may be taken, changed and sold, with its authors named and the licence { $licence } kept.
commons-reuse-problem = The commons has a problem to be mended before its data can be taken in one piece: “portee commons check” tells which. Its pages can be read.
commons-package = Take all the data
commons-package-hint = Records as Markdown and JSON, tables as CSV and Parquet, schemas, licences, citation, catalogue: a data package that other tools read.
commons-tables = Table by table
commons-table-name = Contents
commons-table-file = File
commons-table-size = Size
commons-table-licence = Licence
commons-cite = Cite
commons-people = Who wrote it
commons-person = { $name }: { $changes ->
    [one] one change
   *[other] { $changes } changes
  }, { $reviews ->
    [0] no review
    [one] one review
   *[other] { $reviews } reviews
  }
commons-programs = For programs
commons-programs-hint = The same names as the command line:
commons-credits = Sources cited ({ $count })
commons-not-stated = licence not stated
