// Measures a page: each text against its ground (WCAG 2.2, 1.4.3), each button's edge against what is around it
// (1.4.11), what sticks out to the right, and how large the buttons are (2.5.8).
const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
const ink = canvas.getContext("2d", { willReadFrequently: true });

function rgba(color) {
  ink.clearRect(0, 0, 1, 1);
  ink.fillStyle = color;
  ink.fillRect(0, 0, 1, 1);
  return Array.from(ink.getImageData(0, 0, 1, 1).data);
}

function ground(element) {
  for (let node = element; node; node = node.parentElement) {
    const color = rgba(getComputedStyle(node).backgroundColor);
    if (color[3] === 255) return color;
  }
  return [255, 255, 255, 255];
}

function luminance([red, green, blue]) {
  const linear = [red, green, blue].map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.data.trim();
  const element = walker.currentNode.parentElement;
  if (!text || !element.checkVisibility()) continue;
  texts.push({ text: text.slice(0, 40), contrast: contrast(rgba(getComputedStyle(element).color), ground(element)) });
}
const buttons = Array.from(document.querySelectorAll("button"), button => {
  const box = button.getBoundingClientRect();
  const edge = rgba(getComputedStyle(button).borderTopColor);
  return { text: button.innerText, height: box.height, edge: contrast(edge, ground(button.parentElement)) };
});
const width = document.documentElement.clientWidth;
const wide = Array.from(document.querySelectorAll("body *"))
  .filter(element => element.getBoundingClientRect().right > width + 0.5)
  .map(element => element.outerHTML.slice(0, 80));
return {
  texts, buttons, wide, width, scrollWidth: document.documentElement.scrollWidth,
  ground: getComputedStyle(document.documentElement).backgroundColor,
};
