// A page that waits for long work: its bar moves as the work does, and the page is loaded again when it has ended.

import { follow } from "./work/follow";

const far = document.querySelector<HTMLProgressElement>("progress[data-events]");
const reload = document.querySelector<HTMLElement>("#reload");
if (far) follow(far, () => location.reload());
// What is said of loading again is for readers without this script.
if (reload?.dataset.followed) reload.textContent = reload.dataset.followed;
document.documentElement.dataset.ready = "work";
