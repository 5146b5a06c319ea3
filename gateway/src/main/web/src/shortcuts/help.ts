import { ref } from 'vue'

/** Whether the list of shortcuts is open; a menu opens it for viewers who turned shortcuts off. */
export const helpOpen = ref(false)
