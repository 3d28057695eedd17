// A file dropped on the box for a text goes into the field for files of the same form.
"use strict";
for (const box of document.querySelectorAll("form textarea#text")) {
  const file = box.form.querySelector("input[type=file]");
  if (!file) continue;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  box.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    file.hidden = false;
    box.value = "";
    box.required = false;
    file.focus();
  });
}
