# Ce qui entoure chaque page. Les mêmes messages sont dans base.en.ftl, avec les mêmes variables.

skip = Aller au contenu
menu = Menu
languages = Langues
notices = À savoir
language-fr = Français
language-en = English
foot = Portée { $version }, logiciel libre.

## Quand quelque chose ne va pas

problem-title = Cette page n'a pas pu répondre
problem-home = Revenir à l'accueil
problem-reference = Si vous demandez de l'aide, donnez cette référence : { $reference }. Rien de ce que vous avez saisi n'y figure.
problem-bad_request = La demande n'est pas comprise.
problem-bad_request-hint = Revenez à la page précédente et recommencez.
problem-unauthorized = Il faut être connecté pour voir cette page.
problem-unauthorized-hint = Connectez-vous, puis revenez ici. Si vous veniez d'envoyer un formulaire, revenez d'abord en arrière : votre texte y est encore, gardez-le.
problem-forbidden = Cette action n'est pas permise.
problem-forbidden-hint = Si la page était ouverte depuis longtemps, rechargez-la et recommencez.
problem-not_found = Il n'y a rien à cette adresse.
problem-not_found-hint = Vérifiez l'adresse, ou partez de l'accueil.
problem-method_not_allowed = Cette adresse ne s'ouvre pas de cette façon.
problem-method_not_allowed-hint = Ouvrez la page depuis l'accueil.
problem-conflict = Quelqu'un a changé la même chose entre-temps.
problem-conflict-hint = Rechargez la page pour voir où elle en est ; rien n'a été écrasé.
problem-gone = Ce qui était à cette adresse n'y est plus.
problem-gone-hint = Refaites la demande depuis l'accueil.
problem-too_large = Ce qui est envoyé est trop gros.
problem-too_large-hint = Envoyez moins de choses à la fois.
problem-wrong_type = Ce type de contenu n'est pas accepté.
problem-wrong_type-hint = Utilisez le formulaire de la page.
problem-invalid = Une réponse n'est pas comprise.
problem-invalid-hint = Revenez au formulaire et vérifiez chaque réponse.
problem-too_many = Trop de demandes en peu de temps.
problem-too_many-hint = Attendez une minute, puis recommencez.
problem-internal = Quelque chose s'est mal passé de notre côté.
problem-internal-hint = Rien n'a été enregistré à moitié. Réessayez ; si cela se reproduit, signalez la référence.
problem-full = Le disque de ce site est plein : il ne peut rien garder de nouveau.
problem-full-hint = Ce que vous venez d'envoyer n'est pas enregistré : revenez en arrière, gardez votre texte et réessayez plus tard. La personne qui tient ce site le voit dans son journal.
problem-unavailable = Le service est occupé.
problem-unavailable-hint = Réessayez dans une minute.
