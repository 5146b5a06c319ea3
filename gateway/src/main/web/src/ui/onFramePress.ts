import { useEventListener } from '@vueuse/core'

/** Runs a task when the viewer presses a frame, such as the video: the page gets no event of the pointer there. */
export function onFramePress(task: () => void) {
  useEventListener(window, 'blur', () => {
    // Some browsers move the focus only after this event.
    setTimeout(() => {
      if (document.activeElement?.tagName === 'IFRAME') task()
    })
  })
}
