# What an experiment says, in English. The same messages are in experiment.fr.ftl, with the same variables.

## The question and the answer

experiment-question = What did “{ $title }” change?
experiment-points = percentage points
experiment-effect = { $outcome }: { $effect } { $unit }.
experiment-interval = The { $percent }% interval runs from { $low } to { $high }.
experiment-answer-sure = { $effect } Chance alone does not explain it.
experiment-answer-unsure = { $effect } Chance is enough to explain it: the experiment shows no effect.
experiment-answer-diverged = { $effect } But the groups were already going apart before: this is no established effect.
experiment-answer-refused = The effect is not computed. { $why }
experiment-units = { $treated ->
    [one] { $treated } unit that got the measure is compared
   *[other] { $treated } units that got the measure are compared
  } { $control ->
    [0] with each other by their dates of start
   *[other] with { $control } others
  }, over { $periods } periods, from { $first } to { $last }.
experiment-lag = Nothing is counted during the first { $months } months.
experiment-smallest = The smallest effect that would matter is { $smallest } { $unit }.
experiment-power = If it exists, the chance that the experiment sees it is { $percent }%.
experiment-trend-calm = Before the start, the groups moved alike (p = { $p }); a difference growing by { $slope } { $unit } per period would go unseen.
experiment-trend-diverged = Before the start, the groups were already going apart, by { $slope } { $unit } per period (p = { $p }).
experiment-permutation = Among { $tried } other possible draws of the units that got the measure, a share of { $p } shows an effect as large.
experiment-placebo = Computed in the same way for each of the { $donors } other neighbourhoods, a gap as unusual is seen for a share of { $p } of all, this one included.
experiment-mixture = The neighbourhood is compared with a mixture of others: { $donors }.
experiment-mixture-part = { $unit } ({ $percent }%)

## What keeps it from being computed

experiment-refused-mixture = No mixture of the other neighbourhoods moved as this one did before.
experiment-refused-single = This method is for a single neighbourhood with the measure.
experiment-refused-starts = Units start at different dates, and this method takes a single start.
experiment-refused-groups = There are too few neighbourhoods to compare with.
experiment-refused-baseline = There are too few periods before the start.
experiment-refused-lag = Nothing was measured long enough after the start.
experiment-refused-start = Nobody is left to compare with.
experiment-refused-cluster = There are too few groups to tell whether the difference is chance.

## Tables

experiment-effects-title = The effects, and how sure they are
experiment-effects-hypothesis = Hypothesis
experiment-effects-effect = Effect
experiment-effects-interval = Interval
experiment-effects-p = p
experiment-effects-adjusted = corrected p
experiment-effects-after = p is the chance of seeing an effect as large if there were none; corrected for the number of hypotheses (Holm).
experiment-claims-title = What may be claimed
experiment-claims-claim = Claim
experiment-claims-verdict = Held
experiment-claims-why = Why
experiment-yes = yes
experiment-no = no
experiment-claim-computed = The whole interval says so.
experiment-claim-cited = A source is cited, still to be read: { $sources }.
experiment-claim-no-evidence = Nothing shows it: neither a computed effect nor a source.
experiment-claim-unknown-hypothesis = The hypothesis it names is not in the protocol.
experiment-claim-not-computed = The effect could not be computed.
experiment-claim-wrong-side = The effect measured goes the other way.
experiment-claim-uncertain = Chance is enough to explain the effect measured.
experiment-claim-too-small = The interval holds effects smaller than what is claimed.
experiment-claim-pre-trend = The groups were already going apart before the start.
experiment-claim-too-wide = The interval holds changes that would matter.
experiment-stops-title = Stop rules
experiment-stops-when = If
experiment-stops-then = Then
experiment-stops-holds = Reached
experiment-stops-unknown = not computed
experiment-axes-title = What would make the experiment say more
experiment-axes-what = To improve

experiment-periods-title = Period by period ({ $unit })
experiment-periods-since = Periods since the start
experiment-periods-effect = effect
experiment-periods-low = from
experiment-periods-high = to
experiment-periods-period = Period
experiment-periods-observed = the neighbourhood
experiment-periods-mixed = the mixture
experiment-periods-gap = gap

experiment-evidence-interval = { $percent }% interval of the measured effect.
experiment-evidence-none = No { $percent }% interval can be given: too few groups.

## Weaknesses

experiment-axis-underpowered = Too small: the effect that is looked for would be seen { $power } times out of 100. { $needed }
experiment-axis-underpowered-needed = It would take { $treated } units with the measure and { $control } controls.
experiment-axis-underpowered-none = No reasonable size would do.
experiment-axis-lag-short = Too short a lag: { $lag } months, where an aid for a driving licence takes at least { $wanted }; while learning, people look less for work.
experiment-axis-registered-late = The protocol was published on { $registered }, after the start: hypotheses may have followed results.
experiment-axis-chosen = The units that got the measure were chosen, not drawn by lot: they may differ from the others in many ways.
experiment-axis-imbalance = The groups were unlike at the beginning: { $apart } standard deviations.
experiment-axis-diverged = The groups were already going apart before the start, by { $slope } { $unit } per period.
experiment-axis-contamination = Controls were touched by the measure: { $units ->
    [one] { $units } unit
   *[other] { $units } units
  }, up to { $most }% of its residents, { $mean }% of those of all controls. The effect is understated.
experiment-axis-attrition = Units are missing: { $treated }% of those with the measure, { $control }% of the controls. Those that are missing are rarely like the others.
experiment-axis-few-clusters = Only { $clusters } independent groups: a single odd one weighs much. { $permutation }
experiment-axis-few-clusters-permutation = By permutation, p = { $p }.
experiment-axis-one-before = A single period before the start: whether the groups moved alike cannot be seen.
experiment-axis-refused = The effect is not computed. { $why }
experiment-axis-several = { $count } hypotheses: chance has its chance with each. Read the corrected p.
experiment-axis-unapproved = No committee or person in charge approved the protocol.

## Drawing

experiment-plot-event-alt = Difference between the two groups, by period since the start: { $before } before, on average, { $after } after the lag.
experiment-plot-paths-alt = The neighbourhood and its mixture, by period: they go together before the start, { $after } apart after the lag.
experiment-plot-after = after the start, with its interval
experiment-plot-before = before the start, with its interval
experiment-plot-observed = the neighbourhood
experiment-plot-mixed = the mixture of other neighbourhoods
experiment-plot-event-credit = Across: periods since the start. Up: { $unit }. Grey band: lag that is not counted.
experiment-plot-paths-credit = Across: from { $first } to { $last }. Up: { $unit }. Grey band: lag that is not counted.

## Method and data

experiment-how-did = Difference in differences: by how much the units with the measure changed, less by how much the controls changed. It holds if, without the measure, both groups had moved alike.
experiment-how-staggered = Staggered starts: each group of units that starts together is compared with those that have not started yet (Callaway and Sant'Anna 2021); the effects are then averaged by period since the start. The interval comes from what other deals of the starts among groups would show, which holds even with few that got the measure.
experiment-how-synthetic = Synthetic control: the neighbourhood is compared with the mixture of others that moved as it did before. The interval rests on what the mixture misses in earlier periods that were set aside; the placebo share, on the same computation for each other neighbourhood.
experiment-how-clusters = Errors allow for units of one group being alike ({ $clusters } independent groups).
experiment-how-trend = Seeing nothing before the start does not prove that the groups would have moved alike afterwards.
experiment-how-average = It is an average: it does not say who gains.
experiment-protocol-title = The protocol
experiment-protocol-registered = Published on { $day }. { $measure }
experiment-protocol-consent = People's consent: { $text }
experiment-protocol-data = Data: { $text }
experiment-protocol-harm = Possible harm: { $text }
experiment-data-measures = measures
experiment-data-protocol = protocol
