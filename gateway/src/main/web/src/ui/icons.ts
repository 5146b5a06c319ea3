/** Paths of line drawings, 24 × 24. */
export const ICONS = {
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z',
  go: 'M5 12h14M13 6l6 6-6 6',
  up: 'M12 19V6M6 12l6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  close: 'm6 6 12 12M18 6 6 18',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM7 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0z',
  theatre: 'M3 5h18v14H3zM16 5v14',
  channels: 'M3 5h12v9H3zM7 18h14V9',
  chat: 'M4 5h16v11h-9l-4 3.5V16H4z',
  outside: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9l5 6M21 9l-5 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2h.01',
}

export type IconName = keyof typeof ICONS
