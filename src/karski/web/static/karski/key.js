// A security key that does not answer is said on the page, not in the console.
"use strict";
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const box of document.querySelectorAll("[data-key-refused]")) box.hidden = false;
});
