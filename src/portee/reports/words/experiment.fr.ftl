# Ce que dit une expérience, en français. Les mêmes messages sont dans experiment.en.ftl, avec les mêmes variables.

## La question et la réponse

experiment-question = Qu'a changé « { $title } » ?
experiment-points = points de pourcentage
experiment-effect = { $outcome } : { $effect } { $unit }.
experiment-interval = L'intervalle à { $percent }{"\u00A0"}% va de { $low } à { $high }.
experiment-answer-sure = { $effect } Le hasard seul ne l'explique pas.
experiment-answer-unsure = { $effect } Le hasard suffit à l'expliquer : l'expérience ne montre pas d'effet.
experiment-answer-diverged = { $effect } Mais les groupes s'écartaient déjà avant : ce n'est pas un effet établi.
experiment-answer-refused = L'effet n'est pas calculé. { $why }
experiment-units = { $treated ->
    [one] { $treated } unité concernée par la mesure est comparée
   *[other] { $treated } unités concernées par la mesure sont comparées
  } { $control ->
    [0] les unes aux autres selon leur date de début
   *[other] à { $control } autres
  }, sur { $periods } périodes, de { $first } à { $last }.
experiment-lag = Rien n'est compté pendant les { $months } premiers mois.
experiment-smallest = Le plus petit effet qui compterait est de { $smallest } { $unit }.
experiment-power = S'il existe, l'expérience avait { $percent }{"\u00A0"}% de chances de le voir.
experiment-trend-calm = Avant le début, les groupes allaient de même (p = { $p }) ; un écart qui grandirait de { $slope } { $unit } par période resterait inaperçu.
experiment-trend-diverged = Avant le début, les groupes s'écartaient déjà, de { $slope } { $unit } par période (p = { $p }).
experiment-permutation = Parmi { $tried } autres tirages possibles des unités concernées, une part de { $p } montre un effet aussi grand.
experiment-placebo = Calculé de même pour chacun des { $donors } autres quartiers, un écart aussi inhabituel se voit pour une part de { $p } d'entre tous, celui-ci compris.
experiment-mixture = Le quartier est comparé à un mélange d'autres : { $donors }.
experiment-mixture-part = { $unit } ({ $percent }{"\u00A0"}%)

## Ce qui empêche de calculer

experiment-refused-mixture = Aucun mélange des autres quartiers n'évoluait comme celui-ci avant.
experiment-refused-single = Cette méthode est pour un seul quartier concerné.
experiment-refused-starts = Les unités débutent à des dates différentes, et cette méthode demande un seul début.
experiment-refused-groups = Il y a trop peu de quartiers auxquels comparer.
experiment-refused-baseline = Il y a trop peu de périodes avant le début.
experiment-refused-lag = Rien n'a été mesuré assez longtemps après le début.
experiment-refused-start = Il ne reste personne à qui comparer.
experiment-refused-cluster = Il y a trop peu de groupes pour dire si l'écart est dû au hasard.

## Tables

experiment-effects-title = Les effets, avec ce qui en est sûr
experiment-effects-hypothesis = Hypothèse
experiment-effects-effect = Effet
experiment-effects-interval = Intervalle
experiment-effects-p = p
experiment-effects-adjusted = p corrigé
experiment-effects-after = p est la chance de voir un effet aussi grand s'il n'y en avait aucun ; corrigé du nombre d'hypothèses (Holm).
experiment-claims-title = Ce qu'on peut affirmer
experiment-claims-claim = Affirmation
experiment-claims-verdict = Retenue
experiment-claims-why = Pourquoi
experiment-yes = oui
experiment-no = non
experiment-claim-computed = L'intervalle entier le dit.
experiment-claim-cited = Une source est citée, qu'il reste à lire : { $sources }.
experiment-claim-no-evidence = Rien ne le montre : ni effet calculé, ni source.
experiment-claim-unknown-hypothesis = L'hypothèse citée n'est pas dans le protocole.
experiment-claim-not-computed = L'effet n'a pas pu être calculé.
experiment-claim-wrong-side = L'effet mesuré va dans l'autre sens.
experiment-claim-uncertain = Le hasard suffit à expliquer l'effet mesuré.
experiment-claim-too-small = L'intervalle contient des effets plus petits que ce qui est affirmé.
experiment-claim-pre-trend = Les groupes s'écartaient déjà avant le début.
experiment-claim-too-wide = L'intervalle contient des changements qui compteraient.
experiment-stops-title = Règles d'arrêt
experiment-stops-when = Si
experiment-stops-then = Alors
experiment-stops-holds = Atteinte
experiment-stops-unknown = non calculée
experiment-axes-title = Pour que l'expérience en dise plus
experiment-axes-what = À améliorer

experiment-periods-title = Période par période ({ $unit })
experiment-periods-since = Périodes depuis le début
experiment-periods-effect = effet
experiment-periods-low = de
experiment-periods-high = à
experiment-periods-period = Période
experiment-periods-observed = le quartier
experiment-periods-mixed = le mélange
experiment-periods-gap = écart

experiment-evidence-interval = Intervalle à { $percent }{"\u00A0"}% de l'effet mesuré.
experiment-evidence-none = Aucun intervalle à { $percent }{"\u00A0"}% ne peut être donné : trop peu de groupes.

## Faiblesses

experiment-axis-underpowered = Trop petite : l'effet cherché serait vu { $power } fois sur 100. { $needed }
experiment-axis-underpowered-needed = Il faudrait { $treated } unités concernées et { $control } témoins.
experiment-axis-underpowered-none = Aucune taille raisonnable n'y suffirait.
experiment-axis-lag-short = Délai trop court : { $lag } mois, quand une aide au permis en demande au moins { $wanted } ; pendant la formation, on cherche moins.
experiment-axis-registered-late = Le protocole est publié le { $registered }, après le début : les hypothèses ont pu suivre les résultats.
experiment-axis-chosen = Les unités concernées ont été choisies, non tirées au sort : elles peuvent différer des autres de bien des façons.
experiment-axis-imbalance = Les groupes étaient dissemblables au départ : { $apart } écart-type.
experiment-axis-diverged = Les groupes s'écartaient déjà avant le début, de { $slope } { $unit } par période.
experiment-axis-contamination = Des témoins ont été touchés par la mesure : { $units ->
    [one] { $units } unité
   *[other] { $units } unités
  }, jusqu'à { $most }{"\u00A0"}% de ses habitants, { $mean }{"\u00A0"}% de ceux de tous les témoins. L'effet est sous-estimé.
experiment-axis-attrition = Des unités manquent : { $treated }{"\u00A0"}% des concernées, { $control }{"\u00A0"}% des témoins. Celles qui manquent sont rarement comme les autres.
experiment-axis-few-clusters = { $clusters } groupes indépendants seulement : un seul d'entre eux, singulier, pèse lourd. { $permutation }
experiment-axis-few-clusters-permutation = Par permutation, p = { $p }.
experiment-axis-one-before = Une seule période avant le début : on ne voit pas si les groupes allaient de même.
experiment-axis-refused = L'effet n'est pas calculé. { $why }
experiment-axis-several = { $count } hypothèses : à chacune, le hasard a sa chance. Lisez le p corrigé.
experiment-axis-unapproved = Aucun comité ni responsable n'a validé le protocole.

## Dessin

experiment-plot-event-alt = Écart entre les deux groupes, par période depuis le début : { $before } avant, en moyenne, { $after } après le délai.
experiment-plot-paths-alt = Le quartier et son mélange, par période : ils se suivent avant le début, { $after } d'écart après le délai.
experiment-plot-after = après le début, avec son intervalle
experiment-plot-before = avant le début, avec son intervalle
experiment-plot-observed = le quartier
experiment-plot-mixed = le mélange d'autres quartiers
experiment-plot-event-credit = En travers : périodes depuis le début. En hauteur : { $unit }. Bande grise : délai non compté.
experiment-plot-paths-credit = En travers : de { $first } à { $last }. En hauteur : { $unit }. Bande grise : délai non compté.

## Méthode et données

experiment-how-did = Différence de différences : de combien les unités concernées ont changé, moins de combien les témoins ont changé. Cela tient si, sans la mesure, les deux groupes avaient évolué de même.
experiment-how-staggered = Débuts échelonnés : chaque groupe d'unités qui débute ensemble est comparé à celles qui n'ont pas encore débuté (Callaway et Sant'Anna 2021), puis les effets sont moyennés par période depuis le début. L'intervalle vient de ce que montreraient d'autres répartitions des débuts entre les groupes, ce qui tient même si peu sont concernés.
experiment-how-synthetic = Contrôle synthétique : le quartier est comparé au mélange d'autres qui évoluait comme lui avant. L'intervalle repose sur ce que le mélange manque dans des périodes d'avant laissées de côté ; la part placebo, sur le même calcul pour chaque autre quartier.
experiment-how-clusters = Les erreurs tiennent compte de ce que les unités d'un même groupe se ressemblent ({ $clusters } groupes indépendants).
experiment-how-trend = Ne rien voir avant le début ne prouve pas que les groupes seraient allés de même ensuite.
experiment-how-average = C'est une moyenne : elle ne dit pas qui y gagne.
experiment-protocol-title = Le protocole
experiment-protocol-registered = Publié le { $day }. { $measure }
experiment-protocol-consent = Accord des personnes : { $text }
experiment-protocol-data = Données : { $text }
experiment-protocol-harm = Tort possible : { $text }
experiment-data-measures = mesures
experiment-data-protocol = protocole
