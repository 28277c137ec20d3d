"""Makes the pictures beside this file: small ones, with all that a camera and an agency put into a picture.

    python3 pictures.py        needs Pillow

Everything private in them says SECRET, so that a test can look for it.
"""

import struct
import zlib

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>SECRET place 41.158,-8.629</rdf:RDF></x:xmpmeta>'


def picture(width, height):
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for y in range(height):
        draw.line([(0, y), (width, y)], fill=(40 + y * 120 // height, 90, 200 - y * 150 // height))
    for i in range(12):
        x, y = i * 97 % width, i * 61 % height
        draw.ellipse([x - 40, y - 40, x + 40, y + 40], fill=(20 * i, 255 - 15 * i, 120))
    return image


def exif(orientation):
    data = Image.Exif()
    data[0x0110] = "SECRET camera"
    data[0x0112] = orientation
    data[0x013B] = "Ana Silva"
    data[0x8298] = "(c) 2026 Harbour News"
    gps = data.get_ifd(0x8825)
    gps[1] = "N"
    gps[2] = (IFDRational(41), IFDRational(9), IFDRational(30))
    gps[3] = "W"
    gps[4] = (IFDRational(8), IFDRational(37), IFDRational(45))
    gps[29] = "SECRET day"
    return data


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def iptc():
    def record(number, text):
        return bytes([0x1C, 2, number]) + struct.pack(">H", len(text)) + text

    data = record(80, b"Jo Pellew") + record(90, b"SECRET town") + record(116, b"(c) Agency")
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data


def jpeg():
    picture(640, 420).save("camera.jpg", quality=70, exif=exif(6), comment=b"SECRET comment")
    data = open("camera.jpg", "rb").read()
    start = 2 + 2 + struct.unpack(">H", data[4:6])[0]
    private = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + segment(0xED, iptc())
    # Behind the end: what telephones put there.
    open("camera.jpg", "wb").write(data[:start] + private + data[start:] + b"\xff\xd8\xff\xe1SECRET film")
    # From an agency: no EXIF data, but IPTC.
    picture(64, 48).save("agency.jpg", quality=70)
    data = open("agency.jpg", "rb").read()
    open("agency.jpg", "wb").write(data[:20] + segment(0xED, iptc()) + data[20:])


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png():
    image = picture(600, 400).convert("RGBA").quantize(32).convert("RGBA")
    alpha = Image.new("L", image.size, 255)
    ImageDraw.Draw(alpha).ellipse([0, 0, 300, 300], fill=90)
    image.putalpha(alpha)
    image.save("alpha.png", exif=exif(1), optimize=True)
    data = open("alpha.png", "rb").read()
    texts = (
        chunk(b"tEXt", b"Copyright\0(c) Ana Silva")
        + chunk(b"tEXt", b"Software\0SECRET program")
        + chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"SECRET"))
        + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        + chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 20, 8, 30, 0))
    )
    open("alpha.png", "wb").write(data[:33] + texts + data[33:])


def webp():
    picture(600, 400).save("camera.webp", quality=60, exif=exif(1), xmp=XMP)


jpeg()
png()
webp()
