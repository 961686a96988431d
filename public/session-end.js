// Announces the end of a session five minutes before (app/session-end.tsx). Asks the server first, which knows
// of other tabs and of what was sent meanwhile; asking does not keep the session open, «stay» does.
(() => {
  const region = document.getElementById('session-end');
  const words = document.getElementById('session-end-words');
  if (!region || !words) return;
  let timer;
  const ask = method =>
    fetch('/api/session', { method })
      .then(answer => answer.json())
      .then(show, () => {});
  const show = ({ left, stays }) => {
    clearTimeout(timer);
    region.replaceChildren();
    if (left < 1) return region.append(words.children[1].cloneNode(true));
    if (left < 301) {
      region.append(words.children[0].cloneNode(true));
      const button = region.querySelector('button');
      button.hidden = !stays;
      button.onclick = () => ask('POST');
    }
    timer = setTimeout(ask, (left < 301 ? left + 1 : left - 300) * 1000, 'GET');
  };
  show({ left: Number(region.dataset.left) });
})();
