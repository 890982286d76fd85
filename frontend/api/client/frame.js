// What every one of the API's pages does: without it the menu stays open, and examples name no server.

const menu = document.getElementById("menu");
const list = document.getElementById("navigation");

function open(is) {
  menu.setAttribute("aria-expanded", String(is));
  list.toggleAttribute("data-open", is);
}

open(false);
menu.hidden = false;
menu.addEventListener("click", () => open(menu.getAttribute("aria-expanded") === "false"));

for (const origin of document.querySelectorAll("[data-origin]")) origin.textContent = location.origin;
