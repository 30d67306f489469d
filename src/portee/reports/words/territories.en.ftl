# Territories that are alike, and the letter that is written to them. The same messages are in territories.fr.ftl.

alike-same = nearly the same
alike-near = close
alike-apart = rather different
alike-far = very different
alike-unknown = not known
alike-reason = { $title } ({ $mine } and { $theirs })
alike-title = { $title } ({ $unit })
alike-one = { $title } ({ $figure })

letter-subject = { $theirs } and { $mine } are alike: sharing what works
letter-to = To the people and organisations at work in the neighbourhood { $theirs }
letter-greeting = Hello,
letter-intro = We work in the neighbourhood { $mine } so that everyone can reach a job, training and services. Among { $candidates } priority neighbourhoods compared with ours on { $count } public indicators, { $theirs } is { $rank ->
    [1] the most alike
   *[other] number { $rank } among the most alike
  }.
letter-near = What brings us together: { $list }.
letter-far = What sets us apart: { $list }.
letter-far-none = No indicator clearly sets us apart.
letter-table-variable = Indicator
letter-table-mine = Here
letter-table-theirs = In your place
letter-table-gap = Gap
letter-share = What we can share
letter-share-figures = The figures of this letter, their sources, and all that is needed to compute them again.
letter-share-method = The list of indicators and their weights, to take up or to correct.
letter-ask = What we would like to know
letter-ask-tried = What have you tried so that people get to work, early in the morning, in the evening or at weekends?
letter-ask-worked = What worked, what did not, and how do you know?
letter-ask-missing = What would you have needed at the start?
letter-closing = A few lines are enough for us. We will share what we learn in the same way.
letter-signature = [The organisation that writes, and how to reach it]
letter-method = How it is computed
letter-method-distance = Gower's distance: { $distance }, from 0 (alike in everything) to 1. Each gap is related to the range of the indicator among the { $total } neighbourhoods of the register, then weighted.
letter-method-gap = { $count ->
    [one] One indicator is not known
   *[other] { $count } indicators are not known
  } of both: depending on { $count ->
    [one] its value
   *[other] their values
  }, the distance would lie from { $low } to { $high }.
letter-method-vintage = Priority geography of { $vintage }: { $mine } and { $theirs }.
letter-method-estimated = Some figures are estimated from the old geography, by shares of area.
letter-method-sources = Sources: { $list }.
letter-method-limit = Figures that are alike do not mean that the same solutions will work. This letter holds no data about people.

territory-map-alike = The neighbourhoods most like { $name }
territory-map-groups = { $count } groups of neighbourhoods that are alike
territory-layer-alike = Neighbourhoods
territory-layer-here = The neighbourhood asked about
territory-column-rank = Likeness
territory-ranks-first = { $last ->
    [1] The most alike
   *[other] Ranks 1 to { $last }
  }
territory-ranks-next = Ranks { $first } to { $last }
territory-ranks-others = The other neighbourhoods
territory-lead-alike = The most alike: { $list }.
territory-lead-groups = Each group bears the name of its typical neighbourhood, the nearest to all others of the group.
territory-layer-groups = Neighbourhoods
territory-column-distance = Distance (Gower)
territory-column-group = Group
territory-group = Group { $number }: { $name }
territory-map-estimated = Some figures are estimated from the old geography, by shares of area.
territory-map-limit = One point per neighbourhood, inside its outline. The distance goes from 0 (alike) to 1.

note-qpv-geography = Priority geography of { $vintage }.
note-qpv-mended = Outlines that crossed themselves, mended: { $count } ({ $codes }); no area changed by more than { $most }%.
note-qpv-withheld = Zeros read as not published: { $figures }.
note-qpv-overlap = Outlines overlap, what lies in several was parted: { $codes }.
note-qpv-carried = Figures of { $old } carried to { $new } by shares of area, as if people lived evenly: estimates. { $none } of { $total } neighbourhoods, of which less than { $least } was in old ones, have none.
