"""Prints, as JSON, every layer that a file offers as QGIS takes it, and all that QGIS said meanwhile."""
import json
import os
import sys

from qgis.core import Qgis, QgsApplication, QgsDataProvider, QgsFeatureRequest, QgsRectangle, QgsVectorLayer, QgsWkbTypes

application = QgsApplication([], False)
application.initQgis()
messages = []
application.messageLog().messageReceived.connect(
    lambda text, tag, level: messages.append(f"{tag}: {text}") if level != Qgis.Info and level != Qgis.Success else None
)


def plain(value):
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return None
    if hasattr(value, "toPyDate"):
        return value.toPyDate().isoformat()
    return value


def look(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    features = list(layer.getFeatures()) if layer.isValid() else []
    shapes = [feature.geometry() for feature in features if feature.hasGeometry()]
    box = layer.extent()
    found = 0
    if shapes:
        first = shapes[0].boundingBox()
        around = QgsRectangle(first)
        around.grow(0.001 * max(first.width(), first.height()))
        found = sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterRect(around)))
    return {
        "name": layer.name(),
        "valid": layer.isValid(),
        "error": layer.error().message() if not layer.error().isEmpty() else "",
        "crs": layer.crs().authid(),
        "geometry": QgsWkbTypes.displayString(layer.wkbType()),
        "features": layer.featureCount(),
        "read": len(features),
        "validShapes": sum(1 for shape in shapes if shape.isGeosValid()),
        "foundByPlace": found,
        "extent": [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()] if shapes else None,
        "fields": [[field.name(), field.typeName()] for field in layer.fields()],
        "first": {field.name(): plain(features[0][field.name()]) for field in layer.fields()} if features else {},
    }


path = sys.argv[1]
whole = QgsVectorLayer(path, "", "ogr")
names = [line.split(QgsDataProvider.sublayerSeparator())[1] for line in whole.dataProvider().subLayers()]
layers = [look(path, name) for name in names]
print(json.dumps({"version": Qgis.QGIS_VERSION, "layers": layers, "messages": messages}))
sys.stdout.flush()
# What was asked is answered; Python and QGIS clear up in an order of their own, which may end in a crash.
os._exit(0)
