# Comptes, travaux longs et administration. Les mêmes messages sont dans account.en.ftl, avec les mêmes variables.

account-yes = oui
account-no = non
account-save = Enregistrer
page-account = Mon compte

role-visitor = visite
role-contributor = contribution
role-reviewer = relecture
role-manager = gestion du territoire
role-administrator = administration

account-title = Mon compte
account-sign-in = Se connecter
account-why = Un compte n'est utile que pour contribuer au commun ou lancer de longs calculs. Tout le reste se consulte sans.
account-by-password = Avec un mot de passe
account-by-link = Avec un lien reçu par courriel
account-by-link-lead = Sans mot de passe, ou pour créer un compte : nous envoyons un lien qui sert une seule fois.
account-by-provider = Avec un autre service
account-by-provider-go = Se connecter avec le compte de votre organisation
account-no-letters = Ce site n'envoie pas de courriel. Pour obtenir un compte, adressez-vous à la personne qui tient le site.
account-email = Adresse électronique
account-password = Mot de passe
account-send-link = Recevoir un lien
account-no-email = Écrivez une adresse comme nom@exemple.fr.
account-wrong = L'adresse et le mot de passe ne vont pas ensemble.
account-cookie = Un cookie garde la connexion ouverte 14 jours au plus ; il s'efface quand vous vous déconnectez. Rien n'est dit à d'autres sites.
account-hello = Bonjour { $name }. Votre rôle : { $role }.
account-feed = Flux (Atom) de mes calculs terminés, pour un lecteur de flux
account-sign-out = Se déconnecter
account-kept = Ce qui est gardé de vous
account-kept-caption = Votre compte
account-name = Nom affiché
account-name-hint = C'est ce que les autres voient ; un pseudonyme convient.
account-name-problem = Écrivez un nom de 1 à 80 caractères.
account-language = Langue des courriels
account-has-password = Mot de passe
account-since = Compte ouvert le
account-sessions = Connexions ouvertes
account-change = Changer mon nom, ma langue ou mon mot de passe
account-name-language = Nom et langue
account-old = Mot de passe actuel
account-old-problem = Ce n'est pas votre mot de passe actuel.
account-new = Nouveau mot de passe
account-new-hint = { $shortest } caractères au moins. Trois ou quatre mots que vous seul rapprochez se retiennent bien.
account-new-problem = Choisissez de { $shortest } à { $longest } caractères, pas trop faciles à deviner.
account-set-password = Changer le mot de passe
account-back = Revenir à mon compte
account-export = Télécharger mes données
account-export-lead = Tout ce que ce site garde de vous, dans un fichier que d'autres programmes savent lire (JSON).
account-erase = Effacer mon compte
account-erase-lead = Votre adresse, vos connexions, vos brouillons et vos signalements sont effacés pour de bon.
account-erase-stays = Ce que vous avez déjà publié dans le commun reste sous votre nom affiché : c'est une contribution sous licence libre. Le journal garde ce qui a été fait, sans dire par qui.
account-erase-backups = Les sauvegardes du site peuvent garder vos données jusqu'à leur remplacement.
account-erase-sure = J'ai compris, effacez mon compte.
account-erase-unsure = Cochez la case pour confirmer ; rien n'a été effacé.
account-erase-last = Vous êtes la dernière personne à administrer ce site : nommez d'abord quelqu'un d'autre.
account-erased = Compte effacé
account-erased-lead = Votre compte et vos données sont effacés. Le site reste ouvert à la consultation.

link-ready = Vous allez vous connecter comme { $email }.
link-new = { $email } n'a pas encore de compte. Choisissez un nom pour le créer.
link-make = Créer mon compte
link-sent = Regardez votre courrier
link-sent-lead = Si { $email } peut se connecter ici, un lien vient de partir. Il sert une fois, pendant 30 minutes.
link-sent-not = Rien n'arrive ? Regardez parmi les indésirables, puis demandez un autre lien.
provider-old = Cette connexion a trop attendu
provider-old-lead = Elle doit finir dans les dix minutes, dans le navigateur où elle a commencé. Recommencez.
link-old = Ce lien ne sert plus
link-old-lead = Il a déjà servi, ou il date de plus de 30 minutes.
link-again = Demander un autre lien

letter-link-subject = Votre lien de connexion
letter-link = Pour vous connecter à Portée ({ $territory }), ouvrez cette adresse dans les 30 minutes :
letter-foot = Si vous n'avez rien demandé, ne faites rien : personne ne peut se connecter sans ce lien.

feed-title = Calculs terminés – { $territory }
work-title = Mes calculs
work-count = { $count ->
    [0] Vous n'avez lancé aucun calcul.
    [one] Vous avez lancé un calcul.
   *[other] Vous avez lancé { $count } calculs.
 }
work-caption = Du plus récent au plus ancien
work-what = Calcul
work-state = État
work-asked = Demandé le (heure du territoire)
work-state-queued = En attente
work-state-running = En cours
work-state-done = Terminé
work-state-failed = N'a pas abouti
work-state-cancelled = Arrêté
work-cancelling = arrêt demandé
work-ahead = { $count ->
    [0] C'est le prochain.
    [one] Un calcul passe avant.
   *[other] { $count } calculs passent avant.
 }
work-far = Avancement
work-step-reach = Temps de trajet
work-step-homes = Lieux d'habitation, l'un après l'autre
work-step-ways = Façons d'y aller
work-step-ways-walk = Chemins à pied
work-step-ways-bicycle = Chemins à vélo
work-step-ways-e-scooter = Chemins en trottinette
work-step-ways-car = Chemins en voiture
work-step-ridden = Kilomètres en transports en commun
work-step-sensitivity = Ce que changent les hypothèses
work-step-hub-simulation = Une année du pôle, simulée plusieurs fois
work-step-hubs = Lecture des pôles
work-step-rounds = Tournées
work-step-portrait = Moments de la semaine, l'un après l'autre
work-step-booklet = Chiffres du livret
work-step-verify-evidence = Preuves, une à une
work-step-upload = Lecture du fichier
work-files = Fichiers
work-result = Le résultat, pour les programmes (JSON)
work-forgotten = Ce calcul n'est plus gardé
work-forgotten-lead = Qui a demandé quoi est oublié { $days } jours après la fin du calcul. Refaites la demande : si rien n'a changé depuis, la réponse est là tout de suite.
work-forgotten-again = Refaire la demande
work-gone = Le résultat a été effacé depuis pour faire de la place. Relancez le calcul.
work-followed = Cette page suit le calcul. Vous pouvez la fermer : il continue.
work-reload = Cette page se recharge toute seule. Vous pouvez la fermer : le calcul continue.
work-wrong-english = Ce calcul n'a pas abouti. La raison est en anglais :
work-cancel = Arrêter ce calcul

admin-title = Tenir le site
admin-waiting = { $reports ->
    [0] Aucun signalement
    [one] Un signalement
   *[other] { $reports } signalements
 } et { $drafts ->
    [0] aucune proposition
    [one] une proposition
   *[other] { $drafts } propositions
 } à lire.
admin-also-reports = { $reports ->
    [one] Un signalement attend aussi d'être lu.
   *[other] { $reports } signalements attendent aussi d'être lus.
 }
admin-moderation = Signalements à relire
admin-audit = Journal
admin-scenarios = Mauvais jours et projets
admin-scenarios-lead = Ce que la page du territoire compte : les mauvais jours, et les projets année par année. Un scénario de la page « Et si » s'envoie tel quel.
admin-scenarios-bad-days = Mauvais jours
admin-scenarios-projects = Projets datés
admin-scenarios-none = Aucun fichier.
admin-scenarios-unreadable = ce fichier ne se lit plus
admin-scenarios-changes = { $count ->
    [one] un changement
   *[other] { $count } changements
 }
admin-scenarios-remove = Retirer
admin-scenarios-send = Envoyer un fichier
admin-scenarios-refused = Ce fichier n'est pas pris : rien n'a été changé.
admin-scenarios-fits = Ce fichier convient à ce territoire. Il s'appellera « { $name } ». Rien n'est encore gardé.
admin-scenarios-which = Où le mettre ?
admin-scenarios-name = Nom court
admin-scenarios-name-hint = Laissez vide pour prendre le nom du scénario.
admin-scenarios-file = Fichier de scénario (YAML)
admin-scenarios-file-hint = { $size } ko au plus, { $most } fichiers au plus de chaque sorte. Dans un projet, chaque changement a une date : from (ouverture) ou until (fermeture).
admin-scenarios-kept = Le fichier envoyé est gardé dans ce formulaire ; un autre le remplace.
admin-scenarios-instead = Remplacer celui qui a déjà ce nom
admin-scenarios-check = Vérifier
admin-scenarios-keep = Vérifier et garder
admin-people = Comptes et rôles
admin-people-count = { $count ->
    [one] Un compte.
   *[other] { $count } comptes.
 }
admin-search = Nom ou adresse
admin-find = Chercher
admin-role = Rôle
admin-give = Donner ce rôle
admin-disable = Fermer l'accès
admin-enable = Rouvrir l'accès
admin-disabled = accès fermé
admin-last = C'est la dernière personne à administrer : nommez d'abord quelqu'un d'autre.
admin-before = Page précédente
admin-after = Page suivante
admin-audit-count = { $count ->
    [one] Une ligne.
   *[other] { $count } lignes.
 }
admin-audit-kept = Gardé un an. On y lit qui a fait quoi avec quel droit, jamais ce qui a été consulté.
admin-audit-caption = Du plus récent au plus ancien, à l'heure du territoire
admin-when = Quand
admin-who = Qui
admin-what = Quoi
admin-on = Sur
admin-moderation-count = { $count ->
    [0] Rien n'attend.
    [one] Un signalement attend.
   *[other] { $count } signalements attendent.
 }
admin-moderation-lead = Publié, un signalement est public avec son texte. Le lieu d'une peine n'apparaît que déplacé, et parmi 11 personnes au moins : vous ne le voyez pas non plus. Refusez ce qui désigne une personne, et les envois répétés : sans compte, chaque envoi compte comme une personne. Votre décision est écrite dans le journal.
