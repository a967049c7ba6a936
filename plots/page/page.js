const doc = document, all = (q, e = doc) => [...e.querySelectorAll(q)], one = (q, e = doc) => e.querySelector(q);
const make = (tag, ...inside) => { const e = doc.createElement(tag); e.append(...inside); return e; };
const within = (x, least, most) => Math.max(least, Math.min(x, most)), numbers = s => (s?.match(/\d+/g) ?? []).map(Number);
const unit = 96 / 720, tip = one('#tip'); // pixels of a tenth of a point

// scene brings one section to life.
function scene(sec) {
	const svg = one('.chart', sec), time = one('.time', svg), chain = one('.chain', sec), place = one('.place', sec);
	const [, , width, height] = numbers(svg.getAttribute('viewBox')), left = +svg.dataset.left;
	const rows = new Map(all('.records tbody tr', sec).map(r => [+r.cells[0].textContent, r]));
	const cause = n => +rows.get(n)?.cells[3].textContent, kind = n => rows.get(n)?.dataset.k[0];
	const marks = new Map(), told = n => marks.get(n) ?? [], lines = [], pins = [], fingers = new Map(); // marks: elements by record
	let zoom = 1, pan = 0, view = width, at = 0, drag, moved;

	for (const e of all('path, text, use, g[data-x]', time)) {
		if (e.parentNode.closest('[data-x]')) continue;
		const d = e.getAttribute('d'), x = e.dataset.x ?? e.getAttribute('x');
		if (x) pins.push([e, +x, numbers(e.dataset.in)]);
		else lines.push([e, d]);
		for (const n of numbers(e.dataset.n)) marks.set(n, [...told(n), e]);
	}

	const to = x => left + (x - left) * zoom - pan;
	function set(z, p) {
		const room = view - left, long = width - left;
		zoom = within(z, Math.max(room / long, 1), 500);
		pan = within(p, 0, long * zoom - room);
		place.hidden = long * zoom < room + 1;
		place.firstChild.style.cssText = `margin-left:${100 * pan / long / zoom}%;width:${100 * room / long / zoom}%`;
		for (const [e, d] of lines) e.setAttribute('d', d.replace(/([Mhl])(-?\d+)/g, (_, step, x) => step + (step == 'M' ? to(+x) : x * zoom).toFixed(2)));
		for (const [e, x, bar] of pins) {
			let by = to(x);
			if (bar[2]) { // its text stays in sight as long as the bar is
				const half = bar[2] / 2 + 30, a = Math.max(to(bar[0]), left) + half, b = Math.min(to(bar[1]), view) - half;
				if (a < b) by = within(by, a, b);
			}
			e.setAttribute('transform', `translate(${(by - x).toFixed(1)})`);
		}
	}
	function scale(by, x = (left + view) / 2) {
		by = within(zoom * by, 1, 500) / zoom;
		set(zoom * by, (pan + x - left) * by - (x - left));
	}
	function fit(paper) {
		view = paper ? width : Math.max(svg.parentNode.clientWidth / unit, left + 1500);
		svg.setAttribute('viewBox', `0 0 ${view} ${height}`);
		svg.setAttribute('width', view * unit);
		set(paper ? 1 : zoom, paper ? 0 : pan);
	}

	const lost = n => `#${n} is left out; ${sec.dataset.again} --why ${n}`, gap = r => r.cells[4].firstChild?.data ?? '';
	const copy = cell => [...cell.cloneNode(true).childNodes];
	const ref = n => '#' + (scenes[1] ? sec.id + '/' : '') + 'r' + n, go = n => location.hash = ref(n);
	function point(n, box) { // says what is pointed at
		for (const e of told(at)) e.classList.remove('at');
		for (const e of told(n)) e.classList.add('at');
		at = n;
		if (tip.hidden = !n || !box) return;
		const r = rows.get(n);
		tip.replaceChildren(...r ? [r.cells[1].textContent, ` #${n} `, ...copy(r.cells[2])] : [lost(n)]);
		if (cause(n)) tip.append(make('small', `after #${cause(n)} ${gap(r)}`));
		tip.style.left = within(box.x, 4, innerWidth - tip.offsetWidth - 4) + 'px';
		tip.style.top = Math.min(box.bottom + 14, innerHeight - tip.offsetHeight - 4) + 'px';
	}
	function step(n) {
		const r = rows.get(n), link = make('a', '#' + n);
		if (!r) return [make('li', lost(n))];
		link.href = ref(n);
		const beside = all('li', r.cells[4]).map(li => li.cloneNode(true));
		return [make('li', r.cells[1].textContent, ' ', link, ' ', ...copy(r.cells[2]), ' ', make('small', gap(r))), ...beside.reverse()];
	}
	function tell(title, ns) {
		svg.classList.toggle('told', ns.length);
		chain.hidden = !ns.length;
		for (const e of all('.in', sec)) e.classList.remove('in');
		for (const n of ns) for (const e of [...told(n), rows.get(n)]) e?.classList.add('in');
		one('h3', chain).textContent = title;
		one('ol', chain).replaceChildren(...ns.flatMap(step));
	}
	const chainOf = n => n ? [n, ...chainOf(cause(n))] : [];
	function why(n) { tell('What led to #' + n, chainOf(n)); show(n); }
	const boxOf = n => told(n)[0]?.getBoundingClientRect();
	function show(n) {
		const x = across(boxOf(n));
		if (x < left || x > view) set(zoom, pan + x - (left + view) / 2);
	}
	function clear() { tell('', []); history.replaceState(null, '', '#' + sec.id); }

	const across = e => (e?.x - svg.getBoundingClientRect().x) / unit;
	function hit(e) {
		for (const d of [0, 4, -4]) {
			const by = doc.elementFromPoint(e.x + d, e.y + d)?.closest('.chart [data-n]');
			if (by) return numbers(by.dataset.n)[0];
		}
		return 0;
	}
	function walk(by) {
		const seen = [...marks.keys()].filter(n => told(n).some(e => !e.closest('.off'))).sort((a, b) => a - b);
		const n = seen[seen.indexOf(at) + by];
		if (n) show(n), point(n, boxOf(n));
	}
	const keys = {
		ArrowRight: () => walk(1), ArrowLeft: () => walk(-1), Enter: () => at && go(at),
		'+': () => scale(1.5), '-': () => scale(1 / 1.5), 0: () => set(1, 0), Escape: clear,
	};
	svg.onkeydown = e => { if (keys[e.key] && !e.ctrlKey) keys[e.key](), e.preventDefault(); };
	for (const b of all('button[value]', sec)) b.onclick = keys[b.value];
	for (const b of all('.claims button', sec)) b.onclick = () => tell(b.textContent, numbers(b.dataset.n));
	svg.onblur = () => point(0);
	svg.addEventListener('wheel', e => {
		if (Math.abs(e.deltaX) > Math.abs(e.deltaY)) set(zoom, pan + e.deltaX / unit);
		else if (e.ctrlKey || doc.activeElement == svg) scale(Math.exp(-e.deltaY / 300), across(e));
		else return;
		e.preventDefault();
	}, { passive: false });
	svg.onpointerdown = e => { fingers.set(e.pointerId, across(e)); moved = fingers.size > 1; drag = e.x; };
	svg.onpointermove = e => {
		const x = across(e), was = fingers.get(e.pointerId);
		if (was == null) return point(hit(e), { x: e.x, bottom: e.y });
		moved ||= Math.abs(e.x - drag) > 4;
		if (!moved) return;
		svg.setPointerCapture(e.pointerId);
		fingers.delete(e.pointerId);
		for (const y of fingers.values()) scale(Math.max(Math.abs(x - y), 50) / Math.max(Math.abs(was - y), 50), (x + y) / 2);
		if (!fingers.size) set(zoom, pan - x + was);
		fingers.set(e.pointerId, x);
	};
	svg.onpointerup = svg.onpointercancel = svg.onpointerleave = e => { fingers.delete(e.pointerId); point(0); };
	svg.onclick = e => !moved && hit(e) && go(hit(e));

	const body = one('.records tbody', sec), number = e => +e.target.closest('tr').cells[0].textContent;
	body.onclick = e => go(number(e));
	body.onkeydown = e => {
		const seen = all('tr:not([hidden])', body), to = seen[seen.indexOf(e.target) + ({ ArrowDown: 1, ArrowUp: -1 }[e.key] ?? NaN)];
		if (e.key == 'Enter') e.target.click();
		if (to) to.focus(), e.preventDefault();
	};
	body.addEventListener('focusin', e => point(number(e)));
	sec.oninput = () => {
		const off = name => all(`[name=${name}]:not(:checked)`, sec).map(i => i.value);
		const kinds = off('kind').join(), actors = off('row'), wire = off('wire').length, text = one('[type=search]', sec).value.toLowerCase();
		let shown = 0;
		for (const r of rows.values()) {
			const k = r.dataset.k;
			r.hidden = kinds.includes(k[0]) || actors.includes(k.slice(1)) || wire && 'mb'.includes(k[0]) || !r.textContent.toLowerCase().includes(text);
			r.tabIndex = r.hidden || shown++ ? -1 : 0;
		}
		for (const e of all('[data-w]', svg)) e.classList.toggle('off', actors.includes(e.dataset.w));
		for (const e of all('[data-w] [data-n]', time)) e.classList.toggle('off', !e.closest('.bars') && kinds.includes(kind(numbers(e.dataset.n)[0]) ?? '-'));
		one('.count', sec).textContent = `${shown} of ${rows.size}`;
	};
	sec.oninput();
	return { sec, fit, why, clear, rows };
}

doc.documentElement.className = 'live';
const scenes = all('main > section').map(scene);
let here = scenes[0];
function route() {
	const word = location.hash.slice(1), n = +word.match(/(?:^|\/)r(\d+)$/)?.[1];
	here = scenes.find(s => s.sec.id == word.split('/')[0]) ?? here;
	for (const s of scenes) s.sec.hidden = s != here;
	for (const a of all('nav a')) a.ariaCurrent = a.hash == '#' + here.sec.id ? 'page' : null;
	here.fit();
	if (here.rows.has(n)) here.why(n);
}
onhashchange = route;
onkeydown = e => { if (e.key == 'Escape') here.clear(); };
onbeforeprint = () => scenes.map(s => s.fit(true));
onafterprint = onresize = () => here.fit();
route();
