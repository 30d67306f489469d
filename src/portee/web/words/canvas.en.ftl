# What the page of a workshop says on the tablet. The same messages are in canvas.fr.ftl.

canvas-held = { $count ->
    [0] Everything is sent.
    [one] One statement is kept on this device.
   *[other] { $count } statements are kept on this device.
 }
canvas-sent = { $count ->
    [one] The statement is sent.
   *[other] { $count } statements are sent.
 }
canvas-offline = { $count ->
    [one] No network: one statement is kept on this device and will leave later.
   *[other] No network: { $count } statements are kept on this device and will leave later.
 }
canvas-sign-in = { $count ->
    [one] Sign in again to send the statement kept here; nothing is lost.
   *[other] Sign in again to send the { $count } statements kept here; nothing is lost.
 }
canvas-later = { $count ->
    [one] The site cannot take it now: the statement stays on this device and will be sent again by itself.
   *[other] The site cannot take them now: { $count } statements stay on this device and will be sent again by themselves.
 }
canvas-some-refused = { $count ->
    [one] One statement was not taken. It stays here, with the reason: write it again or erase it.
   *[other] { $count } statements were not taken. They stay here, with the reason: write them again or erase them.
 }
canvas-refused = Not taken. { $why }
canvas-mend = Write again
canvas-drop = Erase
canvas-full = This device has no room left: the statement is not kept. Send the others first.
