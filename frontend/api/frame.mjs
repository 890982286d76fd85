// The frame around each of the API's pages: what frontend/src/app.rs puts around the others, as static HTML.

/** Text that stands in HTML, or in the value of an attribute. */
export const escape = (text) =>
  String(text).replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);

/** A link within the site. */
export const link = (href, words) => `<a class="govuk-link" href="${escape(href)}">${escape(words)}</a>`;

/** A block of code, which a keyboard can scroll. */
export const code = (text, label) =>
  `<pre class="gt-code" tabindex="0" role="group" aria-label="${escape(label)}"><code>${escape(text)}</code></pre>`;

/** A part of a page that links can name. */
export const section = (id, title, body) =>
  `<section class="gt-section" id="${id}"><h2 class="govuk-heading-m">${escape(title)}</h2>${body}</section>`;

/** The contents of a long page: `[id of a section, words]`. */
export const contents = (parts) =>
  `<nav class="gt-contents" aria-label="On this page"><ul class="govuk-list">${parts
    .map(([id, words]) => `<li>${link(`#${id}`, words)}</li>`)
    .join("")}</ul></nav>`;

const SERVICES = [
  ["/areas", "Areas"],
  ["/explore", "Explore"],
  ["/actions", "Actions"],
  ["/compare", "Compare"],
  ["/surveys", "Surveys"],
  ["/timeline", "Timeline"],
  ["/quality", "Data quality"],
  ["/documents", "Documents"],
  ["/api", "API"],
];

const FOOT = [
  ["/about", "About and methods"],
  ["/about#cite", "How to cite"],
  ["/about#accessibility", "Accessibility statement"],
  ["/themes", "Themes"],
  ["/quality", "Data quality"],
  ["/api", "API"],
];

/**
 * A function that makes a whole page of `{ title, crumbs, description, body, scripts, styles, wide }`:
 * `crumbs` are `[address, words]` from the home page to the parent of this page, and the heading of the
 * first level is a part of the body. `style` is the address of the site's styles, `script` that of the
 * frame's own script.
 */
export const framed = (style, script) => (page) => `<!doctype html>
<html lang="en-GB" class="govuk-template">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escape(page.title)} – Golden Thread</title>
<meta name="description" content="${escape(page.description)}">
<meta name="theme-color" content="#2b1a3d">
<link rel="icon" href="/favicon.svg" type="image/svg+xml" sizes="any">
<link rel="manifest" href="/manifest.webmanifest">
${[style, ...(page.styles ?? [])].map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
${[script, ...(page.scripts ?? [])].map((src) => `<script type="module" src="${src}"></script>`).join("\n")}
</head>
<body class="govuk-template__body js-enabled govuk-frontend-supported">
<a href="#main" class="govuk-skip-link">Skip to main content</a>
<header class="govuk-generic-header gt-header">
<div class="govuk-generic-header__container govuk-width-container">
<a href="/" class="govuk-generic-header__homepage-link"><img src="/favicon.svg" alt="" class="gt-header__mark" width="34" height="34"><span class="gt-header__name">Golden Thread</span></a>
<div role="search" class="gt-no-print"><form class="gt-search" action="/search" aria-label="Search all records">
<label class="govuk-visually-hidden" for="search-all">Search all records</label>
<input class="govuk-input gt-search__input" type="search" id="search-all" name="q" maxlength="200" autocomplete="off">
<button type="submit" class="gt-search__button">Search</button>
</form></div>
</div>
</header>
<nav class="govuk-service-navigation gt-no-print" aria-label="Menu">
<div class="govuk-width-container"><div class="govuk-service-navigation__container"><div class="govuk-service-navigation__wrapper">
<button type="button" class="govuk-service-navigation__toggle gt-menu" id="menu" aria-controls="navigation" aria-expanded="true" hidden>Menu</button>
<ul class="govuk-service-navigation__list gt-menu__list" id="navigation" data-open="true">
${SERVICES.map(([href, words]) => service(href, words)).join("\n")}
</ul>
</div></div></div>
</nav>
<div class="govuk-width-container${page.wide ? " gt-api-wide" : ""}">
<div class="gt-way-back"><nav class="govuk-breadcrumbs gt-no-print" aria-label="Breadcrumb"><ol class="govuk-breadcrumbs__list">
${[["/", "Home"], ...page.crumbs].map(([href, words]) => `<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${href}">${escape(words)}</a></li>`).join("")}
</ol></nav></div>
<main class="govuk-main-wrapper" id="main" tabindex="-1">
${page.body}
</main>
</div>
<footer class="gt-footer">
<div class="govuk-width-container">
<ul class="gt-footer__nav">${FOOT.map(([href, words]) => `<li><a href="${href}">${words}</a></li>`).join("")}</ul>
<p>Golden Thread is independent. It is not a service of the government, of a council or of an inspectorate. Published words are quoted from the documents named beside them.</p>
<p class="gt-footer__meta">Software under the MIT or the Apache 2.0 licence. The words of the documents belong to those who published them.</p>
</div>
</footer>
</body>
</html>
`;

function service(href, words) {
  const here = href === "/api";
  const active = here ? " govuk-service-navigation__item--active" : "";
  return `<li class="govuk-service-navigation__item${active}"><a class="govuk-service-navigation__link" href="${href}"${here ? ' aria-current="true"' : ""}>${words}</a></li>`;
}
