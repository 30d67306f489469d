# Les ateliers. Les mêmes messages sont dans workshops.en.ftl.

page-workshops = Ateliers
page-workshops-lead = Noter ce qui se dit à plusieurs, avec ou sans réseau, et lire ce qui en est ressorti.
workshops-title = Quels ateliers ont eu lieu ?
workshops-count = { $count ->
    [0] Aucun atelier dans ce commun.
    [one] Un atelier.
   *[other] { $count } ateliers.
 }
workshops-waiting = { $count ->
    [0] Aucune parole n'attend.
    [one] Une parole attend d'entrer dans le commun.
   *[other] { $count } paroles attendent d'entrer dans le commun.
 }
workshops-rules = Notez ce qui est dit, jamais qui le dit : un numéro de place, pas de nom.
workshops-seat = Numéro de la place
workshops-seat-hint = De 1 à 99 999. Il n'est pas gardé une fois la parole dans le commun.
workshops-kind = C'est…
workshops-said = Ce qui est dit
workshops-motive = À propos de
workshops-keep = Noter
workshops-held = Paroles gardées sur cet appareil
workshops-wrong = Cette parole n'est pas gardée : il faut un numéro de place, de 1 à 1 000 signes, et ni nom, ni numéro, ni lien, ni adresse.
workshops-full = Trop de paroles attendent : faites-les d'abord entrer dans le commun.
workshops-bring-lead = Chaque personne reçoit un nom tiré au sort ; les numéros de place sont effacés. Ce qui entre dans le commun est public.
workshops-bring = { $count ->
    [one] Faire entrer cette parole dans le commun
   *[other] Faire entrer ces { $count } paroles dans le commun
 }
workshops-not-sound = Une parole ne peut pas entrer dans le commun ; rien n'a changé.
workshops-synthesis = Synthèse
workshops-themes = { $count ->
    [0] Rien n'est encore dans le commun.
    [one] Tout parle d'une même chose.
   *[other] Ce qui est dit parle de { $count } choses.
 }
workshops-statements = { $count ->
    [one] une parole
   *[other] { $count } paroles
 }
workshops-people = { $count } personnes
