/** Files that a person gives, on their way to the server. */

const MOST_BYTES = 30_000_000;

/** Whether the server takes so much at once. */
export function fit(files) {
  return files.reduce((bytes, file) => bytes + file.size, 0) <= MOST_BYTES;
}

/** A file as the server takes it. */
export function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => {
      const [, content_base64 = ""] = reader.result.split(",");
      resolve({ name: file.name, mimetype: file.type || "application/octet-stream", content_base64 });
    };
    reader.readAsDataURL(file);
  });
}
