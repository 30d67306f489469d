# La carte publique des peines. Les mêmes messages sont dans pains.en.ftl.

page-pains = Là où ça coince
page-pains-lead = Dire où se déplacer est difficile, et lire ce que d'autres en disent.
pains-title = Où est-il difficile de se déplacer ?
pains-count = { $count ->
    [0] Aucun signalement n'est publié pour l'instant.
    [one] Un signalement est publié.
   *[other] { $count } signalements sont publiés.
 }
pains-add = Signaler un lieu difficile
pains-lead = Dites ce qui coince, et où. Aucun compte n'est demandé.
pains-privacy = Une personne relit avant de publier. Le lieu exact n'est jamais montré : il est déplacé au hasard de 100 à 300 mètres, et seulement quand { $least } personnes au moins ont parlé du même secteur.
pains-placed = { $placed ->
    [0] Aucun n'a de lieu montré.
    [one] Un seul a un lieu approché.
   *[other] { $placed } ont un lieu approché.
 }
pains-caption = Du plus récent au plus ancien
pains-all-kinds = Tout
pains-map-label = Carte des lieux approchés où se déplacer est difficile
pains-map-caption = Chaque point a été déplacé au hasard de 100 à 300 mètres ; le vrai lieu est quelque part dans le disque pâle. Un point n'est montré que si { $least } personnes au moins ont parlé du même secteur. Les numéros sont ceux du tableau.
pains-no-map = Pas de carte pour l'instant : dans aucun secteur, { $least } personnes n'ont parlé.
pains-data = Les mêmes données pour un programme (GeoJSON)
pains-privacy-title = Ce que devient ce que vous dites
pains-what = Ce qui coince
pains-said = Ce qui est dit
pains-when = Mois
pains-where = Lieu approché
pains-hidden = Caché : trop peu de personnes dans ce secteur
pains-privacy-more = Le vrai lieu reste dans la base privée du site. Il n'est ni sur la carte, ni dans les fichiers, ni dans le journal, et les personnes qui relisent ne le voient pas. Un signalement refusé est effacé après 30 jours, un signalement publié après deux ans. Sans compte, chaque envoi compte comme une personne.
pains-place = Où ?
pains-tell = Que se passe-t-il ?
pains-tell-hint = Ni nom, ni téléphone, ni adresse avec numéro. { $longest } signes au plus.
pains-send = Envoyer
pains-telling = Le texte semble contenir un nom, un numéro, un lien ou une adresse. Retirez-le ; rien n'a été gardé.
pains-sent = Merci, c'est envoyé
pains-sent-lead = Une personne va relire avant de publier.
pains-gone = Le signalement est effacé.
pains-not-found = Aucun signalement n'a ce code ; il est peut-être déjà effacé.
pains-no-bus = Pas de bus, ou trop rare
pains-too-early-late = Trop tôt ou trop tard pour les horaires
pains-unsafe-crossing = Traversée ou trottoir dangereux
pains-steps = Marches, pente, obstacle
pains-dark = Manque de lumière, insécurité
pains-price = Trop cher
pains-parcel = Livraison ou colis
pains-other = Autre chose
