import { neighbor } from './toolbarKeys.ts';

/** Up and Down lead from row to row, Right opens one, Left closes it; Enter and Space press it as any button. */
export function moveInRows(event: KeyboardEvent): void {
  const { currentTarget: list, target, key } = event;
  if (!(list instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const isRow = target.classList.contains('row-name');
  const row = isRow ? target : target.closest('li')?.querySelector<HTMLElement>('.row-name');
  if (!row) return;
  const isOpen = row.getAttribute('aria-expanded') === 'true';
  const rows = [...list.querySelectorAll<HTMLElement>('.row-name')];
  const next = neighbor(rows, row, key, { next: 'ArrowDown', previous: 'ArrowUp' });
  if (next) next.focus();
  else if (key === 'ArrowRight' && isRow && !isOpen) row.click();
  else if (key === 'ArrowLeft' && isOpen) {
    row.focus();
    row.click();
  } else return;
  event.preventDefault();
}
