/** Signs and drawings: lines in the colour of the text. */
import { svg } from './dom.js';

function drawing(box, className, ...shapes) {
  const attributes = { viewBox: box, class: className, 'aria-hidden': 'true', focusable: 'false' };
  return svg('svg', attributes, shapes);
}

const path = (d, more = {}) => svg('path', { d, ...more });
const sign = (...shapes) => drawing('0 0 28 28', 'sign', shapes);

export const tick = () => sign(path('M3 15l7 7L25 6'));
export const cross = () => sign(path('M4 4l20 20M24 4L4 24'));
export const box = () => sign(path('M3 3h22v22H3z', { class: 'thin' }));
export const asked = () =>
  sign(
    svg('circle', { cx: 14, cy: 14, r: 12, class: 'thin' }),
    path('M10 11a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.1-1.5 2.3', { class: 'thin' }),
    svg('circle', { cx: 14, cy: 20.6, r: 1.8, class: 'full' }),
  );

const arrow = (d) => drawing('0 0 20 20', 'arrow', path(d));
export const up = () => arrow('M10 17V3M4 9l6-6 6 6');
export const down = () => arrow('M10 3v14M4 11l6 6 6-6');

export const unplugged = () =>
  drawing(
    '0 0 520 150', 'picture',
    // A cable that is pulled out.
    path('M12 137c38 3 48-12 51-42 3-28 4-44 24-44'),
    path('M87 34h41v34H87zM94 34v-7h21v7M128 41h15v20h-15M156 36l12-8M158 51h15M156 66l12 7'),
    // A computer with its wireless network switched off.
    path('M232 12h122a5 5 0 0 1 5 5v78a5 5 0 0 1-5 5H232a5 5 0 0 1-5-5V17a5 5 0 0 1 5-5z'),
    path('M225 105h136l13 32H212z'),
    path('M236 112h118M230 121h128M226 129h134', { class: 'dashes' }),
    path('M264 50a46 46 0 0 1 58 0M275 61a28 28 0 0 1 36 0M262 30l62 58'),
    svg('circle', { cx: 293, cy: 77, r: 5, class: 'full' }),
    // A telephone that stays away.
    path('M443 14h48a9 9 0 0 1 9 9v105a9 9 0 0 1-9 9h-48a9 9 0 0 1-9-9V23a9 9 0 0 1 9-9zM460 23h13M442 29h50v87h-50z'),
    svg('circle', { cx: 467, cy: 126, r: 3.5 }),
    path('M427 23l80 100M507 23l-80 100', { class: 'thick' }),
  );

export const practised = () =>
  drawing(
    '0 0 120 100', 'picture practice',
    path('M10 8h64a5 5 0 0 1 5 5v74a5 5 0 0 1-5 5H10a5 5 0 0 1-5-5V13a5 5 0 0 1 5-5zM18 28h48M18 45h48M18 61h26'),
    path('M60 76l15 14 36-43', { class: 'thick' }),
  );
