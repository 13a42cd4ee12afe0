import Bytes
import DOCXWriter
import Sheets
import TestKit
import Testing
import XMLScan
import Zip
