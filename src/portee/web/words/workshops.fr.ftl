# Les ateliers. Les mêmes messages sont dans workshops.en.ftl.

page-workshops = Ateliers
page-workshops-lead = Noter ce qui se dit à plusieurs, avec ou sans réseau, et lire ce qui en est ressorti.
workshops-title = Quels ateliers ont eu lieu ?
workshops-count = { $count ->
    [0] Aucun atelier dans ce commun.
    [one] Un atelier.
   *[other] { $count } ateliers.
 }
workshops-how = Pour en tenir un, demandez à la personne qui tient le commun d'y mettre la fiche de l'atelier. Ce qui se dit se note ensuite ici, avec ou sans réseau.
workshops-waiting = { $count ->
    [0] Aucune parole n'attend.
    [one] Une parole attend d'entrer dans le commun.
   *[other] { $count } paroles attendent d'entrer dans le commun.
 }
workshops-rules = Notez ce qui est dit, jamais qui le dit : un numéro de place, pas de nom.
workshops-seat = Numéro de la place
workshops-seat-hint = De 1 à 99999. Il n'est pas gardé une fois la parole dans le commun.
workshops-kind = C'est…
workshops-said = Ce qui est dit
workshops-motive = À propos de
workshops-keep = Noter
workshops-held = Paroles gardées sur cet appareil
workshops-wrong = Cette parole n'est pas gardée : il faut un numéro de place, de 1 à 1000 signes, et ni nom, ni numéro, ni lien, ni adresse.
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
workshops-untraced = { $count ->
    [0] Chaque parole est reprise dans un besoin.
    [one] Une parole n'est reprise dans aucun besoin.
   *[other] { $count } paroles ne sont reprises dans aucun besoin.
 }
workshops-each = Les paroles du groupe { $number }
workshops-needs = Besoins qui s'appuient sur ces paroles :
workshops-no-need = Aucun besoin ne s'appuie encore sur ces paroles.
workshops-propose-need = Proposer un besoin à partir du groupe { $number }
workshops-need-there = Un besoin de ce nom existe déjà : proposez-lui un changement.
workshops-vote = Vote par gommettes
workshops-votes = Gommettes par besoin
workshops-rank = Rang
workshops-need = Besoin
workshops-dots = Gommettes
workshops-vote-lead = Comptez les gommettes sur le mur. Seules les sommes sont gardées, si { $least } personnes au moins ont voté ; un nouveau compte remplace l'ancien.
workshops-voters = Combien de personnes ont voté ?
workshops-most = Gommettes par personne
workshops-dots-of = Gommettes sur « { $need } »
workshops-count-votes = Écrire le compte
workshops-few-voters = Moins de { $least } personnes ont voté : les sommes ne sont pas écrites.
workshops-too-many-dots = Il y a plus de gommettes que les votants n'en avaient. Recomptez.
workshops-no-dots = Aucune gommette n'est posée.
