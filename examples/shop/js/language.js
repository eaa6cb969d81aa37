// Runs before anything is drawn and before Earshot's script, so that both find the page's language in place.
try {
  const chosen = localStorage.getItem('lumen-language')
  if (chosen) document.documentElement.lang = chosen
} catch {
  // Storage is switched off in this browser: the shop stays in English.
}
