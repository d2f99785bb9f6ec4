
'use strict';
const root = document.documentElement;
const origin = location.protocol === 'file:' ? document.body.dataset.origin : location.origin;

for (const place of document.querySelectorAll('pre, .origin')) {
  if (place.textContent.includes('%ORIGIN%')) place.textContent = place.textContent.replaceAll('%ORIGIN%', origin);
}

function remembered(name) {
  try { return localStorage.getItem(name); } catch (blocked) { return null; }
}

function show(theme) {
  if (theme) root.dataset.theme = theme;
}

show(remembered('theme'));
document.getElementById('theme').addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = dark ? 'light' : 'dark';
  show(theme);
  try { localStorage.setItem('theme', theme); } catch (blocked) { /* it lasts for this page only */ }
});

const search = document.getElementById('search');
const count = document.getElementById('count');
const nothing = document.getElementById('nothing');
const sections = [...document.querySelectorAll('main > section')];
const entries = [...document.querySelectorAll('.entry')].map(element => ({ element, text: element.textContent.toLowerCase() }));

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const entry of entries) {
    const matches = words.every(word => entry.text.includes(word));
    entry.element.hidden = !matches;
    if (matches) found++;
  }
  for (const section of sections) {
    const own = section.querySelectorAll('.entry');
    section.hidden = words.length > 0 ? ![...own].some(entry => !entry.hidden) : false;
  }
  count.textContent = words.length ? found : '';
  nothing.hidden = found > 0;
}

search.addEventListener('input', filter);
document.addEventListener('keydown', event => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && document.activeElement === search) {
    search.value = '';
    filter();
  }
});

function reveal() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return;
  if (target.closest('[hidden]')) {
    search.value = '';
    filter();
  }
  if (target.tagName === 'DETAILS') target.open = true;
  target.scrollIntoView();
}

addEventListener('hashchange', reveal);
reveal();

document.addEventListener('click', event => {
  if (!event.target.classList.contains('copy')) return;
  const text = event.target.parentElement.querySelector('pre').textContent;
  navigator.clipboard.writeText(text).then(() => {
    event.target.textContent = 'Copied';
    setTimeout(() => { event.target.textContent = 'Copy'; }, 1200);
  });
});
