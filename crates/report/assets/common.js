// The language switch. Text stands in the page in both languages; attributes hold one and keep the other beside it.
const page = document.documentElement;
function showLanguage(language) {
  page.dataset.lang = language;
  page.lang = language === "zh" ? "zh-CN" : "en";
  for (const [attribute, name] of [["aria-label", "label"], ["alt", "alt"], ["placeholder", "placeholder"], ["title", "title"]]) {
    for (const element of document.querySelectorAll(`[data-${name}-${language}]`)) {
      element.setAttribute(attribute, element.getAttribute(`data-${name}-${language}`));
    }
  }
  document.dispatchEvent(new Event("language"));
}
document.getElementById("language").addEventListener("click", () => {
  showLanguage(page.dataset.lang === "zh" ? "en" : "zh");
});
// Words of the program, in the language that is shown.
const say = (chinese, english) => (page.dataset.lang === "zh" ? chinese : english);
