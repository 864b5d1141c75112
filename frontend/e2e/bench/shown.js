/**
 * Resolves to the milliseconds from the next press of the pointer until the list of a
 * timeline is handed to the screen. It runs in the page, in any browser.
 */
window.shownAfterPress = () =>
  new Promise((shown) => {
    let began = 0;
    addEventListener('pointerdown', (event) => (began = event.timeStamp), { capture: true, once: true });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      shown(performance.now() - began);
    };
    const look = () => {
      if (began === 0 || !document.querySelector('[data-event]')) requestAnimationFrame(look);
      else port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });
