# Proposer une fiche du commun et la relire. Les mêmes messages sont dans propose.en.ftl.

page-propose = Contribuer
page-propose-lead = Proposer une fiche au commun, ou corriger celle qui existe.
propose-title = Que voulez-vous apporter au commun ?
propose-lead = Vous remplissez une fiche, une autre personne la relit, puis chacun peut la lire et la réutiliser.
propose-sign-in = Pour proposer, il faut un compte : votre nom d'emprunt signera la fiche, votre adresse n'y entre jamais.
propose-not-yet = Votre compte ne permet pas encore de proposer. Demandez ce droit à qui tient le site.
propose-no-commons = Ce site n'a pas de commun.
propose-mine = Mes propositions
propose-new = Une nouvelle fiche
propose-what = En quelques mots, de quoi s'agit-il ?
propose-what-hint = Par exemple : « Embauche avant le premier bus ».
propose-kind = C'est…
propose-begin = Commencer la fiche
propose-change = Proposer un changement
propose-change-lead = Vous allez modifier une copie de cette fiche. Rien ne change avant qu'une autre personne ait relu.
propose-too-many = Vous avez trop de propositions en cours : terminez-en, ou effacez-en.
propose-title-wrong = Choisissez une sorte de fiche et donnez-lui un titre de quelques mots.
propose-there-already = Une fiche porte déjà ce nom : proposez-lui un changement, ou choisissez un autre titre.
propose-no-record = Cette fiche n'existe pas, ou ne se modifie pas par un formulaire.
propose-required = obligatoire
propose-one-a-line = Une valeur par ligne.
propose-yaml = Au format YAML (des clés et des valeurs, une par ligne) ; laissez vide si vous ne savez pas.
propose-reference = L'adresse d'une fiche, comme { $type }/nom. Une par ligne s'il y en a plusieurs.
propose-yes = Oui
propose-no = Non
propose-body = Texte libre
propose-body-hint = Ce que les champs ne disent pas. Paragraphes, listes et liens s'écrivent en Markdown.
propose-note = Pourquoi ce changement ?
propose-note-hint = Une phrase, pour qui relit et pour l'historique.
propose-author = Signé
propose-author-hint = Un nom d'emprunt. Il est public et le reste.
propose-save = Enregistrer
propose-save-check = Vérifier et envoyer
propose-save-hint = Enregistrer ajoute aussi une ligne vide à chaque liste. Votre brouillon n'est visible que de vous.
propose-delete = Effacer le brouillon
propose-take-back = Reprendre pour modifier
propose-see = Lire la fiche
propose-all = Toutes mes propositions
propose-edit-again = Revenir au formulaire
propose-two-windows = Cette proposition a changé entre-temps, peut-être dans une autre fenêtre. Ce que vous venez de saisir est ci-dessous ; enregistrer de nouveau remplace ce qui y était.
propose-name-wrong = La signature ne peut pas contenir @, < ou >, et le tout ne doit pas être trop long. Rien n'est perdu.
propose-waits = Cette proposition attend sa relecture. Reprenez-la d'abord pour la modifier.
propose-checked = { $count ->
    [0] La vérification ne trouve rien à redire.
    [one] La vérification trouve un point à revoir.
   *[other] La vérification trouve { $count } points à revoir.
 }
propose-remark-of-reviewer = Remarque de la relecture
propose-state-writing = Brouillon : vous seul le voyez.
propose-state-submitted = Envoyée : elle attend sa relecture.
propose-state-accepted = Acceptée : la fiche est dans le commun.
propose-state-refused = Refusée. Vous pouvez la reprendre.
propose-state-returned = À compléter : lisez la remarque, puis renvoyez.
draft-writing = Brouillon
draft-submitted = En relecture
draft-accepted = Acceptée
draft-refused = Refusée
draft-returned = À compléter
propose-send-title = Envoyer en relecture
propose-changes = { $count ->
    [0] Rien ne change.
    [one] Un champ change.
   *[other] { $count } champs changent.
 }
propose-licence = Licence
propose-licence-lead = Une fois acceptée, la fiche est publique, signée « { $author } », et chacun peut la réutiliser à condition de citer et de partager de même :
propose-licence-agree = J'ai le droit de partager ce texte, et j'accepte qu'il soit publié sous cette licence.
propose-consent-needed = Cochez la case pour envoyer ; votre brouillon est gardé.
propose-send = Envoyer

## Relire

page-review = Relire
page-review-lead = Accepter, refuser ou rendre ce que d'autres proposent ; pour les relecteurs.
review-title = Qu'y a-t-il à relire ?
review-count = { $count ->
    [0] Rien n'attend.
    [one] Une proposition attend.
   *[other] { $count } propositions attendent.
 }
review-since = depuis le { $day }
review-by = par { $author }
review-new = Nouvelle fiche
review-change = Changement
review-own = C'est votre proposition : une autre personne doit la relire.
review-decide = Votre décision
review-status = Si vous acceptez, la fiche devient
review-reviewed = Relue
review-published = Publiée (des sources sont exigées)
review-reason = Raison
review-reason-hint = Obligatoire pour refuser ou demander un complément. La personne la lira.
review-reason-needed = Dites pourquoi, en une phrase.
review-accept = Accepter
review-return = Demander un complément
review-refuse = Refuser
review-telling = Attention : un texte semble contenir de quoi reconnaître une personne. Relisez avant d'accepter.
review-late = Quelqu'un d'autre a déjà traité cette proposition, ou son auteur l'a reprise. Rien de votre décision n'est enregistré ; voici où elle en est. Votre texte est gardé ci-dessous.
review-clash = La fiche a changé dans le commun depuis que cette proposition a été écrite. Demandez un complément : l'auteur repartira de la fiche actuelle.
review-not-sound = La vérification trouve un point à revoir : la proposition n'est pas acceptée.
review-done = Traitée.
review-talk = Discussion
review-talk-none = Personne n'a encore écrit.
review-say = Votre message
review-say-hint = Lu par l'auteur et par qui relit ; ni public, ni dans le commun.
review-send = Envoyer le message
review-message-wrong = Le message doit avoir de 1 à 5 000 signes.
review-credits = Qui a contribué
review-credits-lead = Noms choisis par les personnes elles-mêmes.
review-credits-name = Nom
review-credits-changes = Changements acceptés
review-credits-reviews = Relectures
review-credits-count = { $count ->
    [0] Personne n'a encore contribué.
    [one] Une personne a contribué à ce commun.
   *[other] { $count } personnes ont contribué à ce commun.
 }
