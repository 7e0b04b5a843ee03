// Grey images on canvases, enlarged without blur.

/** Draws pixels from 0 to 1 on a canvas of their size; the style sheet enlarges it. */
export function drawImage(canvas, pixels, side) {
  canvas.width = side;
  canvas.height = side;
  const image = new ImageData(side, side);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const value = Math.round(255 * Math.min(1, Math.max(0, pixels[pixel])));
    image.data.set([value, value, value, 255], 4 * pixel);
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** Fills a strip with canvases, as many as there are images. Canvases that are there stay. */
export function drawStrip(strip, images, side, nameOf) {
  while (strip.children.length > images.length) {
    strip.lastChild.remove();
  }
  while (strip.children.length < images.length) {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    strip.append(canvas);
  }
  images.forEach((pixels, place) => {
    strip.children[place].setAttribute("aria-label", nameOf(place));
    drawImage(strip.children[place], pixels, side);
  });
}
